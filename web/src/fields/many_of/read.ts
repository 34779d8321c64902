import { optionOf, splitList } from '../shared/read';
import type { Read, ReadContext } from '../types';

/** Words between commas or semicolons; of a closed list only what it has. */
export function read(text: string, { field }: ReadContext): Read<string[]> {
  const words = splitList(text).map((word) => optionOf(field, word) ?? (field.open ? word : null));
  if (words.includes(null)) return { wrong: 'option' };
  return { value: [...new Set(words as string[])] };
}
