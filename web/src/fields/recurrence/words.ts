import { parseRule, type Rule, type Weekday, weekdays, workdays } from './rule';

/** `fields.repeat` in the language spoken. */
export type Words = (key: string, values?: Record<string, string | number>) => string;

/** A Monday. */
const MONDAY = Date.UTC(2026, 10, 23);

export function weekdayName(day: Weekday, locale: string, weekday: 'short' | 'long'): string {
  const at = MONDAY + weekdays.indexOf(day) * 86_400_000;
  return new Intl.DateTimeFormat(locale, { weekday, timeZone: 'UTC' }).format(at);
}

/** Russian and Czech weekdays have genders, and "the second" goes with them. */
const feminine: Record<string, readonly Weekday[]> = {
  ru: ['WE', 'FR', 'SA'],
  cs: ['WE', 'SA', 'SU'],
};
const neuter: Record<string, readonly Weekday[]> = { ru: ['SU'], cs: ['MO', 'TU'] };

function genderOf(day: Weekday, locale: string): 'm' | 'f' | 'n' {
  const language = locale.slice(0, 2);
  if (feminine[language]?.includes(day)) return 'f';
  return neuter[language]?.includes(day) ? 'n' : 'm';
}

function dayText(day: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
}

function isWorkdays(rule: Rule): boolean {
  return (
    rule.interval === 1 &&
    rule.days.length === workdays.length &&
    workdays.every((day) => rule.days.includes(day))
  );
}

/** So many days that are left out are named. */
const NAMED = 3;

/** A rule in one sentence; as it stands when it says more than there are words for. */
export function ruleWords(text: string, t: Words, locale: string): string {
  const rule = parseRule(text);
  if (!rule) return text;
  const said = wholeWords(rule, t, locale);
  if (rule.leftOut.length === 0) return said;
  const dayOf = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'UTC' });
  const days = rule.leftOut
    .slice(0, NAMED)
    .map((day) => dayOf.format(new Date(`${day}T00:00:00Z`)));
  const more = rule.leftOut.length - days.length;
  const list = new Intl.ListFormat(locale).format(more > 0 ? [...days, `+${more}`] : days);
  return t('without', { rule: said, days: list });
}

function wholeWords(rule: Rule, t: Words, locale: string): string {
  const base = {
    interval: rule.interval,
    end: rule.count ? 'count' : rule.until ? 'until' : 'never',
    count: rule.count ?? 0,
    until: rule.until ? dayText(rule.until, locale) : '',
  };
  if (rule.freq === 'DAILY') return t('daily', base);
  if (rule.freq === 'YEARLY') return t('yearly', base);
  if (rule.freq === 'WEEKLY') {
    if (isWorkdays(rule)) return t('workdays', base);
    const days = rule.days.map((day) => weekdayName(day, locale, 'short')).join(', ');
    return t('weekly', { ...base, on: days ? 'days' : 'none', days });
  }
  if (rule.nth) {
    const { n, day } = rule.nth;
    return t('monthlyNth', {
      ...base,
      nth: n < 0 ? 'last' : String(n),
      g: genderOf(day, locale),
      weekday: weekdayName(day, locale, 'long'),
    });
  }
  const on = rule.monthDay === null ? 'none' : rule.monthDay < 0 ? 'last' : 'day';
  return t('monthly', { ...base, on, day: rule.monthDay ?? 0 });
}
