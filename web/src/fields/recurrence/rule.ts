/** A rule of RFC 5545 as far as the editor knows it; what it does not know is kept as it stands. */
export type Freq = 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof weekdays)[number];
export type Rule = {
  freq: Freq;
  interval: number;
  /** By week: on these days. */
  days: Weekday[];
  /** By month: on this day; -1 is the last. */
  monthDay: number | null;
  /** By month: on the first, second … weekday; -1 is the last. */
  nth: { n: number; day: Weekday } | null;
  /** `yyyy-mm-dd` */
  until: string | null;
  count: number | null;
  /** Days that are left out, `yyyy-mm-dd`. */
  leftOut: string[];
};

export const workdays: readonly Weekday[] = ['MO', 'TU', 'WE', 'TH', 'FR'];

export function plain(freq: Freq): Rule {
  return {
    freq,
    interval: 1,
    days: [],
    monthDay: null,
    nth: null,
    until: null,
    count: null,
    leftOut: [],
  };
}

const isWeekday = (text: string): text is Weekday => (weekdays as readonly string[]).includes(text);

const dayOf = (text: string) => `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`;

/** Null when the rule says more than the editor can. */
export function parseRule(text: string): Rule | null {
  const parts = new Map(
    text
      .trim()
      .replace(/^RRULE:/i, '')
      .toUpperCase()
      .split(';')
      .filter(Boolean)
      .map((part): [string, string] => {
        const at = part.indexOf('=');
        return [part.slice(0, at), part.slice(at + 1)];
      }),
  );
  const freq = parts.get('FREQ');
  if (freq !== 'DAILY' && freq !== 'WEEKLY' && freq !== 'MONTHLY' && freq !== 'YEARLY') return null;
  const rule = plain(freq);
  for (const [key, value] of parts) {
    if (key === 'FREQ' || key === 'WKST') continue;
    if (key === 'INTERVAL' && /^[1-9]\d{0,2}$/.test(value)) rule.interval = Number(value);
    else if (key === 'COUNT' && /^[1-9]\d{0,3}$/.test(value)) rule.count = Number(value);
    else if (key === 'UNTIL' && /^\d{8}/.test(value)) {
      rule.until = dayOf(value);
    } else if (key === 'EXDATE' && /^\d{8}(,\d{8})*$/.test(value)) {
      rule.leftOut = value.split(',').map(dayOf);
    } else if (
      key === 'BYMONTHDAY' &&
      freq === 'MONTHLY' &&
      /^(-1|[1-9]|[12]\d|3[01])$/.test(value)
    ) {
      rule.monthDay = Number(value);
    } else if (key === 'BYDAY' && freq === 'WEEKLY' && value.split(',').every(isWeekday)) {
      rule.days = weekdays.filter((day) => value.split(',').includes(day));
    } else if (key === 'BYDAY' && freq === 'MONTHLY' && /^(-1|[1-5])[A-Z]{2}$/.test(value)) {
      const day = value.slice(-2);
      if (!isWeekday(day)) return null;
      rule.nth = { n: Number(value.slice(0, -2)), day };
    } else return null;
  }
  return rule.count !== null && rule.until !== null ? null : rule;
}

export function ruleText(rule: Rule): string {
  const parts = [`FREQ=${rule.freq}`];
  if (rule.interval > 1) parts.push(`INTERVAL=${rule.interval}`);
  if (rule.freq === 'WEEKLY' && rule.days.length > 0) parts.push(`BYDAY=${rule.days.join(',')}`);
  if (rule.freq === 'MONTHLY' && rule.nth) parts.push(`BYDAY=${rule.nth.n}${rule.nth.day}`);
  else if (rule.freq === 'MONTHLY' && rule.monthDay) parts.push(`BYMONTHDAY=${rule.monthDay}`);
  if (rule.count) parts.push(`COUNT=${rule.count}`);
  // The end of that day anywhere: the task of the last day still comes.
  else if (rule.until) parts.push(`UNTIL=${rule.until.replaceAll('-', '')}T235959Z`);
  if (rule.leftOut.length > 0) parts.push(`EXDATE=${rule.leftOut.join(',').replaceAll('-', '')}`);
  return parts.join(';');
}

export function weekdayOf(day: string): Weekday {
  const number = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekdays[(number + 6) % 7] ?? 'MO';
}

/** Which weekday of its month a day is: the second Tuesday. The fifth is called the last. */
export function nthOf(day: string): { n: number; day: Weekday } {
  const n = Math.ceil(Number(day.slice(8)) / 7);
  return { n: n > 4 ? -1 : n, day: weekdayOf(day) };
}

/** The usual rules for something that begins on `day`. */
export function usualRules(day: string): Rule[] {
  return [
    plain('DAILY'),
    { ...plain('WEEKLY'), days: [...workdays] },
    { ...plain('WEEKLY'), days: [weekdayOf(day)] },
    { ...plain('WEEKLY'), interval: 2, days: [weekdayOf(day)] },
    { ...plain('MONTHLY'), monthDay: Number(day.slice(8)) },
    { ...plain('MONTHLY'), nth: nthOf(day) },
    plain('YEARLY'),
  ];
}
