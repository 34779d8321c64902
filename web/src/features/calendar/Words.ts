import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type { ObjectType } from '@/api/types';
import { useUsersById } from '@/catalogue';
import { useFormat } from '@/i18n/format';
import { type Event, typeField } from './events';
import { clockOf, DAY } from './layout';

/** Days and spans in words. Days have no zone, so that they are formatted as UTC. */
export function useDayWords() {
  const { locale } = useFormat();
  return useMemo(() => {
    const form = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
    const long = form({ weekday: 'long', day: 'numeric', month: 'long' });
    const short = form({ weekday: 'short' });
    const month = form({ month: 'long', year: 'numeric' });
    const monthOnly = form({ month: 'long' });
    const range = form({ day: 'numeric', month: 'long', year: 'numeric' });
    const at = (day: string) => new Date(`${day}T00:00:00Z`);
    return {
      long: (day: string) => long.format(at(day)),
      weekday: (day: string) => short.format(at(day)),
      month: (day: string) => month.format(at(day)),
      monthOnly: (day: string) => monthOnly.format(at(day)),
      full: (day: string) => range.format(at(day)),
      range: (from: string, to: string) => range.formatRange(at(from), at(to)),
    };
  }, [locale]);
}

export function spanText(start: number, end: number): string {
  return `${clockOf(start % DAY)} – ${clockOf(end % DAY)}`;
}

/**
 * All about an event in one line, for whoever hears it instead of seeing it. It begins with what is seen: the time
 * before the title on a line of the month, after it on a block.
 */
export function useEventName(object: ObjectType): (event: Event, asLine?: boolean) => string {
  const t = useTranslations('calendar');
  const days = useDayWords();
  const users = useUsersById();
  const options = typeField(object)?.options;
  return (event, asLine) => {
    const span = spanText(event.start, event.end);
    const line = event.allDay ? event.title : `${clockOf(event.start)} ${event.title}`;
    return [
      asLine ? line : `${event.title} ${span}`,
      days.long(event.day),
      event.allDay ? t('allDay') : null,
      options?.find((option) => option.key === event.type)?.label,
      users.get(event.assignee ?? '')?.name,
      event.done ? t('done') : null,
      event.repeat ? t('repetition').toLocaleLowerCase() : null,
    ]
      .filter(Boolean)
      .join(', ');
  };
}
