import type { Field } from '@/api/types';
import type { Format } from '@/i18n/format';
import { addDays, addMonths } from '@/ui/Calendar';

/** What dates are put together by. */
export const periods = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type Period = (typeof periods)[number];
const USUAL: Period = 'month';

export type GroupBy = { path: string; period: Period };

/** `created_at:week` says that the groups are weeks; without a word they are months. */
export function readGroup(text: string): GroupBy {
  const [path = '', word] = text.split(':');
  return { path, period: periods.find((period) => period === word) ?? USUAL };
}

export function writeGroup({ path, period }: GroupBy): string {
  return period === USUAL ? path : `${path}:${period}`;
}

/** Moments and dates are put together by a stretch of time, everything else by its value. */
export function periodOf(field: Field, period: Period): Period | undefined {
  return field.kind === 'date' || field.kind === 'date_time' ? period : undefined;
}

/** The first day after the stretch that begins with a day. */
export function endOf(day: string, period: Period): string {
  if (period === 'day') return addDays(day, 1);
  if (period === 'week') return addDays(day, 7);
  return addMonths(day, { month: 1, quarter: 3, year: 12 }[period]);
}

type Words = (key: 'quarterOf', values: { number: number; year: string }) => string;

/** The stretch that begins with a day, in words. */
export function periodText(day: string, period: Period, format: Format, words: Words): string {
  const year = day.slice(0, 4);
  switch (period) {
    case 'day':
      return format.date(day);
    case 'week':
      return format.dates(day, addDays(day, 6));
    case 'month':
      return format.month(day);
    case 'quarter':
      return words('quarterOf', { number: Math.ceil(Number(day.slice(5, 7)) / 3), year });
    case 'year':
      return year;
  }
}
