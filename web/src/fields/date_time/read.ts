import { readDay } from '../shared/days';
import { momentOf, readTime } from '../shared/zone';
import type { Read, ReadContext } from '../types';

/** A day and a time on the clock of the person; without a time, noon. */
export function read(text: string, { cx }: ReadContext): Read<string> {
  const { locale, timeZone } = cx.format;
  const parts = /^(.*?)(?:[ ,T]+(\d{1,2}[:.]\d{2})(?::\d{2})?)?$/.exec(text);
  const day = readDay(parts?.[1] ?? text, locale, cx.today);
  const time = parts?.[2] ? readTime(parts[2]) : '12:00';
  return day && time ? { value: momentOf(day, time, timeZone) } : { wrong: 'date' };
}
