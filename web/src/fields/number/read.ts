import { readNumber } from '../shared/numbers';
import type { Read, ReadContext } from '../types';

export function read(text: string, { cx }: ReadContext): Read<number> {
  const value = readNumber(text.replace(/%\s*$/, ''), cx.format.locale);
  return value === null ? { wrong: 'number' } : { value };
}
