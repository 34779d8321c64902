import { addDays, addMonths, weeksOf } from '@/ui/Calendar';
import type { CalendarView } from './search';

/** Days on the agenda. */
const AHEAD = 30;

function weekday(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

/** The days that a view shows, in order. `firstDay`: 0 for Sunday, 1 for Monday. */
export function daysOf(view: CalendarView, day: string, firstDay: number): string[] {
  if (view === 'day') return [day];
  if (view === 'agenda') return Array.from({ length: AHEAD }, (_, index) => addDays(day, index));
  if (view === 'month') {
    const weeks = weeksOf(day, firstDay);
    // A sixth week, and even a fifth, may lie wholly in the next month.
    return weeks.filter((week) => week.some((one) => one.slice(0, 7) === day.slice(0, 7))).flat();
  }
  const start = addDays(day, -((weekday(day) - firstDay + 7) % 7));
  return Array.from({ length: 7 }, (_, index) => addDays(start, index));
}

/** The day that "previous" and "next" lead to. */
export function moved(view: CalendarView, day: string, by: 1 | -1): string {
  if (view === 'day') return addDays(day, by);
  if (view === 'week') return addDays(day, 7 * by);
  if (view === 'agenda') return addDays(day, AHEAD * by);
  return addMonths(day, by);
}

export function isWeekend(day: string): boolean {
  const number = weekday(day);
  return number === 0 || number === 6;
}
