import { readDay } from '../shared/days';
import type { Read, ReadContext } from '../types';

export function read(text: string, { cx }: ReadContext): Read<string> {
  const value = readDay(text, cx.format.locale, cx.today);
  return value === null ? { wrong: 'date' } : { value };
}
