import type { Span, SpecialDay, Week } from './wire';

export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export type Weekday = (typeof weekdays)[number];

/** When a day ends, as the server says it. */
export const END_OF_DAY = '24:00';

export const usual: Span = { from: '09:00', to: '18:00' };

/** What a day is called; 2024-01-01 was a Monday. */
export function nameOfDay(day: Weekday, locale: string): string {
  const date = new Date(Date.UTC(2024, 0, 1 + weekdays.indexOf(day)));
  return new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(date);
}

/** Whether the hours of a day follow each other. */
export function holds(spans: readonly Span[]): boolean {
  return spans.every((span, index) => {
    const before = spans[index - 1];
    return span.from < span.to && (!before || before.to <= span.from);
  });
}

/** Whether everything can be saved: every day holds, and no special day is without a date or named twice. */
export function isSound(week: Week, days: readonly SpecialDay[]): boolean {
  const dates = days.map((day) => day.day);
  return (
    weekdays.every((day) => holds(week[day])) &&
    days.every((day) => /^\d{4}-\d\d-\d\d$/.test(day.day) && holds(day.hours)) &&
    new Set(dates).size === dates.length
  );
}

/** One more span after the others: an hour's break, and the rest of the afternoon. */
export function withBreak(spans: readonly Span[]): Span[] {
  const last = spans.at(-1);
  if (!last) return [usual];
  if (spans.length === 1 && last.from < '12:00' && last.to > '13:00') {
    return [
      { from: last.from, to: '12:00' },
      { from: '13:00', to: last.to },
    ];
  }
  return [...spans, { from: last.to, to: END_OF_DAY }];
}
