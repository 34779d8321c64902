import { optionOf } from '../shared/read';
import type { Read, ReadContext } from '../types';

export function read(text: string, { field }: ReadContext): Read<string> {
  const option = optionOf(field, text);
  return option ? { value: option } : { wrong: 'option' };
}
