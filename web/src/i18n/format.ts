import { useMemo } from 'react';
import type { Language, Money } from '@/api/types';
import { useLanguage } from '@/app/language';
import { useSession } from '@/app/session';
import { localeFor } from '.';

/** Numbers, money, dates and lengths of time in the words of the user. Made once per table, not per cell. */
export type Format = ReturnType<typeof makeFormat>;

export function makeFormat(language: Language, timeZone: string, currency: string) {
  const locale = localeFor(language);
  const numbers = new Map<string, Intl.NumberFormat>();
  const number = (options: Intl.NumberFormatOptions) => {
    const key = JSON.stringify(options);
    let found = numbers.get(key);
    if (!found) {
      found = new Intl.NumberFormat(locale, options);
      numbers.set(key, found);
    }
    return found;
  };
  const date = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const numericDate = new Intl.DateTimeFormat(locale, {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const dayMonth = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
  const monthYear = new Intl.DateTimeFormat(locale, {
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const dateTime = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  });
  const time = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  });
  const isoDay = new Intl.DateTimeFormat('en-CA', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    timeZone,
  });
  const isoTime = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'long' });
  const days = number({
    style: 'unit',
    unit: 'day',
    unitDisplay: 'narrow',
    maximumFractionDigits: 1,
  });
  const decimalSign =
    new Intl.NumberFormat(locale).formatToParts(1.5).find((part) => part.type === 'decimal')
      ?.value ?? '.';
  const list = new Intl.ListFormat(locale, { type: 'conjunction', style: 'narrow' });

  const ofDay = (day: string) => new Date(`${day.slice(0, 10)}T00:00:00Z`);

  return {
    locale,
    language,
    timeZone,
    currency,
    number: (value: number, digits?: number) =>
      number(
        digits === undefined
          ? { maximumFractionDigits: 6 }
          : { maximumFractionDigits: digits, minimumFractionDigits: digits },
      ).format(value),
    decimalSign,
    /** `fixed`: always that many digits, for columns of figures. */
    percent: (value: number, digits = 1, fixed = false) =>
      number({
        style: 'percent',
        maximumFractionDigits: digits,
        minimumFractionDigits: fixed ? digits : 0,
      }).format(value),
    /** Whole amounts lose their zero cents: a column of prices reads easier. */
    money: (value: Money, whole?: boolean) => {
      const amount = Number(value.amount);
      const cents = !Number.isInteger(amount) && !whole;
      return number({
        style: 'currency',
        currency: value.currency,
        currencyDisplay: 'narrowSymbol',
        minimumFractionDigits: cents ? 2 : 0,
        maximumFractionDigits: cents ? 2 : 0,
        // A bigger number than a float can hold is passed as text, which Intl understands.
      }).format(value.amount as unknown as number);
    },
    compactMoney: (value: Money) =>
      number({
        style: 'currency',
        currency: value.currency,
        currencyDisplay: 'narrowSymbol',
        notation: 'compact',
        maximumFractionDigits: 1,
      }).format(Number(value.amount)),
    currencySymbol: (code: string) =>
      number({ style: 'currency', currency: code, currencyDisplay: 'narrowSymbol' })
        .formatToParts(0)
        .find((part) => part.type === 'currency')?.value ?? code,
    /** A calendar date (no zone). */
    date: (day: string) => date.format(ofDay(day)),
    /** A stretch of days, told as shortly as the language allows. */
    dates: (from: string, to: string) => date.formatRange(ofDay(from), ofDay(to)),
    /** As dates are typed here: 05.03.2026, 3/5/2026. */
    numericDate: (day: string) => numericDate.format(ofDay(day)),
    dayMonth: (day: string) => dayMonth.format(ofDay(day)),
    month: (day: string) => monthYear.format(ofDay(`${day.slice(0, 7)}-01`)),
    dateTime: (at: string) => dateTime.format(new Date(at)),
    time: (at: string) => time.format(new Date(at)),
    /** The calendar date of a moment in the user's zone, `yyyy-mm-dd`. */
    dayOf: (at: string | number | Date) => isoDay.format(new Date(at)),
    timeOf: (at: string | number | Date) => isoTime.format(new Date(at)),
    today: () => isoDay.format(Date.now()),
    days: (count: number) => days.format(count),
    ago: (at: string, now = Date.now()) => {
      const seconds = (new Date(at).getTime() - now) / 1000;
      const size = Math.abs(seconds);
      if (size < 60) return relative.format(0, 'second');
      if (size < 3600) return relative.format(Math.trunc(seconds / 60), 'minute');
      if (size < 86_400) return relative.format(Math.trunc(seconds / 3600), 'hour');
      if (size < 7 * 86_400) return relative.format(Math.trunc(seconds / 86_400), 'day');
      if (size < 31 * 86_400) return relative.format(Math.trunc(seconds / (7 * 86_400)), 'week');
      if (size < 365 * 86_400)
        return relative.format(Math.trunc(seconds / (30.44 * 86_400)), 'month');
      return relative.format(Math.trunc(seconds / (365.25 * 86_400)), 'year');
    },
    /** Yesterday, today, tomorrow in words; other days as dates. */
    nearDay: (day: string, today: string) => {
      const distance = Math.round((ofDay(day).getTime() - ofDay(today).getTime()) / 86_400_000);
      if (Math.abs(distance) <= 1) return relative.format(distance, 'day');
      return day.slice(0, 4) === today.slice(0, 4)
        ? dayMonth.format(ofDay(day))
        : date.format(ofDay(day));
    },
    list: (items: string[]) => list.format(items),
  };
}

export function useFormat(): Format {
  const { language } = useLanguage();
  const { user, workspace } = useSession();
  return useMemo(
    () => makeFormat(language, user.time_zone || workspace.time_zone, workspace.currency),
    [language, user.time_zone, workspace.time_zone, workspace.currency],
  );
}
