import type { FilterNode } from '@/api/types';

export type Period = 'overdue' | 'this' | 'next' | 'later' | 'none';
export const periods: readonly Period[] = ['overdue', 'this', 'next', 'later', 'none'];

const DATE = 'next_purchase_on';

/** A day by year, month (from 0, also beyond 11) and day of the month, which is kept within the month. */
function day(year: number, month: number, date: number): string {
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(date, last))).toISOString().slice(0, 10);
}

const parts = (of: string) => of.split('-').map(Number) as [number, number, number];

/** Whose next purchase is expected in a period, seen from today. */
export function filterOf(period: Period, today: string): FilterNode {
  const [year, month] = parts(today);
  const from = (months: number) => day(year, month - 1 + months, 1);
  const to = (months: number) => day(year, month - 1 + months, 31);
  const among = (first: string, last: string): FilterNode => ({
    field: DATE,
    op: 'between',
    value: [first, last],
  });
  switch (period) {
    case 'overdue':
      return { and: [{ field: DATE, op: 'lt', value: today }] };
    case 'this':
      return { and: [among(today, to(0))] };
    case 'next':
      return { and: [among(from(1), to(1))] };
    case 'later':
      return { and: [{ field: DATE, op: 'gte', value: from(2) }] };
    case 'none':
      return {
        and: [
          { field: DATE, op: 'empty' },
          { field: 'purchases', op: 'not_empty' },
        ],
      };
  }
}

/** The date that a client gets who is moved to a period: the same day of the month where there is one. Nobody is made overdue. */
export function movedTo(period: Period, today: string, was: string | null): string | null {
  const [year, month, date] = parts(today);
  const same = was ? parts(was)[2] : date;
  switch (period) {
    case 'this': {
      const wanted = day(year, month - 1, same);
      return wanted < today ? day(year, month - 1, 31) : wanted;
    }
    case 'next':
      return day(year, month, same);
    case 'later':
      return day(year, month + 1, same);
    case 'none':
    case 'overdue':
      return null;
  }
}
