/** Periods of the funnel, as whole days in the zone of the report. Dates are `yyyy-mm-dd`, both ends included. */

export const periodNames = [
  'all',
  'this_month',
  'last_month',
  'this_quarter',
  'last_quarter',
  'this_year',
  'last_year',
  'custom',
] as const;
export type PeriodName = (typeof periodNames)[number];

export type Span = { from: string; to: string };

export function isPeriodName(value: unknown): value is PeriodName {
  return (periodNames as readonly unknown[]).includes(value);
}

const ISO = /^\d{4}-\d{2}-\d{2}$/;

export function isDay(value: unknown): value is string {
  return typeof value === 'string' && ISO.test(value) && !Number.isNaN(Date.parse(value));
}

/** What day it is now in `zone`. */
export function todayIn(zone: string, now: Date): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(now);
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

const two = (n: number) => String(n).padStart(2, '0');
const day = (year: number, month: number, date: number) => {
  const d = new Date(Date.UTC(year, month, date));
  return `${d.getUTCFullYear()}-${two(d.getUTCMonth() + 1)}-${two(d.getUTCDate())}`;
};

function months(year: number, first: number, count: number): Span {
  return { from: day(year, first, 1), to: day(year, first + count, 0) };
}

/** The days of a named period as seen from `today`; nothing for `all`, and for `custom` without both ends. */
export function spanOf(name: PeriodName, today: string, custom?: Partial<Span>): Span | null {
  const year = Number(today.slice(0, 4));
  const month = Number(today.slice(5, 7)) - 1;
  const quarter = month - (month % 3);
  switch (name) {
    case 'all':
      return null;
    case 'this_month':
      return months(year, month, 1);
    case 'last_month':
      return months(year, month - 1, 1);
    case 'this_quarter':
      return months(year, quarter, 3);
    case 'last_quarter':
      return months(year, quarter - 3, 3);
    case 'this_year':
      return months(year, 0, 12);
    case 'last_year':
      return months(year - 1, 0, 12);
    case 'custom':
      if (!isDay(custom?.from) || !isDay(custom?.to)) return null;
      return custom.from <= custom.to
        ? { from: custom.from, to: custom.to }
        : { from: custom.to, to: custom.from };
  }
}
