import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { IconButton } from './Button';
import classes from './Calendar.module.css';
import { cx } from './cx';

type Props = {
  /** `yyyy-mm-dd` */
  value: string | null;
  today: string;
  onPick: (day: string) => void;
  autoFocus?: boolean;
};

const DAY = 86_400_000;
const iso = (date: Date) => date.toISOString().slice(0, 10);
const parse = (day: string) => new Date(`${day.slice(0, 10)}T00:00:00Z`);

export function addDays(day: string, count: number): string {
  return iso(new Date(parse(day).getTime() + count * DAY));
}

export function addMonths(day: string, count: number): string {
  const date = parse(day);
  const target = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count, 1));
  const last = new Date(
    Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0),
  ).getUTCDate();
  target.setUTCDate(Math.min(date.getUTCDate(), last));
  return iso(target);
}

/** Weeks of the month of `day`, from the first day of the week of this locale. */
export function weeksOf(day: string, firstDay: number): string[][] {
  const first = parse(`${day.slice(0, 7)}-01`);
  const back = (first.getUTCDay() - firstDay + 7) % 7;
  const start = first.getTime() - back * DAY;
  return Array.from({ length: 6 }, (_, week) =>
    Array.from({ length: 7 }, (__, index) => iso(new Date(start + (week * 7 + index) * DAY))),
  );
}

type WithWeek = Intl.Locale & {
  getWeekInfo?: () => { firstDay: number };
  weekInfo?: { firstDay: number };
};

function firstDayOf(locale: string): number {
  const known = new Intl.Locale(locale) as WithWeek;
  const info = known.getWeekInfo?.() ?? known.weekInfo;
  return (info?.firstDay ?? 1) % 7;
}

/** The first day of the week of whoever speaks `locale` here: 0 is Sunday. */
export function firstDayHere(locale: string): number {
  // A language alone says little about the week; the browser's own region decides when the language is the same.
  const region = navigator.language.startsWith(locale) ? navigator.language : locale;
  return locale === 'en' && region === 'en' ? 1 : firstDayOf(region);
}

/** A month to pick a day from: arrows move by days and weeks, Page up and down by months. */
export function Calendar({ value, today, onPick, autoFocus }: Props) {
  const locale = useLocale();
  const t = useTranslations('fields');
  const [cursor, setCursor] = useState(value ?? today);
  const grid = useRef<HTMLTableElement>(null);
  const moved = useRef(Boolean(autoFocus));
  useEffect(() => {
    if (value) setCursor(value);
  }, [value]);
  useEffect(() => {
    if (!moved.current) return;
    grid.current?.querySelector<HTMLElement>(`[data-day="${cursor}"]`)?.focus();
  }, [cursor]);

  const firstDay = firstDayHere(locale);
  const weeks = useMemo(() => weeksOf(cursor, firstDay), [cursor, firstDay]);
  const names = useMemo(() => {
    const short = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
    const long = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
    return (weeks[0] ?? []).map((day) => ({
      short: short.format(parse(day)),
      long: long.format(parse(day)),
    }));
  }, [locale, weeks]);
  const title = new Intl.DateTimeFormat(locale, {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(parse(cursor));
  const full = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' });

  const onKeyDown = (event: KeyboardEvent) => {
    const days: Record<string, number> = {
      ArrowLeft: -1,
      ArrowRight: 1,
      ArrowUp: -7,
      ArrowDown: 7,
    };
    const by = days[event.key];
    let next: string | null = null;
    if (by !== undefined) next = addDays(cursor, by);
    else if (event.key === 'PageUp') next = addMonths(cursor, event.shiftKey ? -12 : -1);
    else if (event.key === 'PageDown') next = addMonths(cursor, event.shiftKey ? 12 : 1);
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    moved.current = true;
    setCursor(next);
  };

  return (
    <div className={classes.calendar}>
      <div className={classes.head}>
        <IconButton
          size="small"
          label={t('previousMonth')}
          onClick={() => setCursor(addMonths(cursor, -1))}
        >
          <IconChevronLeft size={16} />
        </IconButton>
        <span className={classes.title} aria-live="polite">
          {title}
        </span>
        <IconButton
          size="small"
          label={t('nextMonth')}
          onClick={() => setCursor(addMonths(cursor, 1))}
        >
          <IconChevronRight size={16} />
        </IconButton>
      </div>
      <table
        ref={grid}
        className={classes.grid}
        role="grid"
        aria-label={title}
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr>
            {names.map((name) => (
              <th key={name.long} scope="col" abbr={name.long}>
                {name.short}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <td key={day} role="gridcell" aria-selected={day === value}>
                  <button
                    type="button"
                    data-day={day}
                    tabIndex={day === cursor ? 0 : -1}
                    aria-label={full.format(parse(day))}
                    aria-current={day === today ? 'date' : undefined}
                    className={cx(
                      classes.day,
                      day.slice(0, 7) !== cursor.slice(0, 7) && classes.other,
                      day === today && classes.today,
                      day === value && classes.chosen,
                    )}
                    onClick={() => onPick(day)}
                  >
                    {Number(day.slice(8))}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
