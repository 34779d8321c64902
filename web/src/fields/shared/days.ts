import { folded } from './read';

/** The order in which a locale writes day, month and year. */
function orderOf(locale: string): ('day' | 'month' | 'year')[] {
  return new Intl.DateTimeFormat(locale, { day: '2-digit', month: '2-digit', year: 'numeric' })
    .formatToParts(0)
    .map((part) => part.type)
    .filter(
      (type): type is 'day' | 'month' | 'year' =>
        type === 'day' || type === 'month' || type === 'year',
    );
}

/** The month that a word names, in full or as its first letters, in the language or in English. */
function monthOf(word: string, locale: string): number | null {
  const wanted = folded(word);
  if (wanted.length < 3) return null;
  for (const language of [locale, 'en-GB']) {
    for (const part of ['long', 'short'] as const) {
      // With a day beside it, a Slavic month stands in the genitive.
      const format = new Intl.DateTimeFormat(language, {
        day: 'numeric',
        month: part,
        timeZone: 'UTC',
      });
      const alone = new Intl.DateTimeFormat(language, { month: part, timeZone: 'UTC' });
      for (let month = 1; month <= 12; month += 1) {
        const day = Date.UTC(2026, month - 1, 1);
        const beside = format.formatToParts(day).find(({ type }) => type === 'month')?.value ?? '';
        if ([beside, alone.format(day)].some((name) => folded(name).startsWith(wanted)))
          return month;
      }
    }
  }
  return null;
}

/** A day in ISO form, as the server has it. */
export const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** Reads a day as it is written here (`5.3.2026`, `3/5/26`, `5.3`, `5 March`) or in ISO form. */
export function readDay(text: string, locale: string, today: string): string | null {
  const numbers = text.trim().match(/\d+/g);
  if (!numbers || numbers.length > 3) return null;
  const words = text.match(/\p{L}{2,}/gu) ?? [];
  let parts: { day: number; month: number; year: number };
  if (words.length > 0) {
    const month = monthOf(words[0] ?? '', locale);
    if (!month || numbers.length > 2) return null;
    const year = numbers.length === 2 ? Number(numbers[1]) : Number(today.slice(0, 4));
    parts = { day: Number(numbers[0]), month, year: year < 100 ? year + 2000 : year };
  } else if (numbers.length < 2 || /[a-z]/i.test(text)) {
    return null;
  } else if (numbers[0]?.length === 4) {
    parts = { year: Number(numbers[0]), month: Number(numbers[1]), day: Number(numbers[2]) };
  } else {
    const order = orderOf(locale).filter((part) => numbers.length === 3 || part !== 'year');
    const found: Partial<typeof parts> = { year: Number(today.slice(0, 4)) };
    order.forEach((part, index) => {
      found[part] = Number(numbers[index]);
    });
    parts = found as typeof parts;
    if (parts.year < 100) parts.year += parts.year < 70 ? 2000 : 1900;
  }
  const { day, month, year } = parts;
  if (!(year >= 1000 && year <= 9999 && month >= 1 && month <= 12 && day >= 1)) return null;
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (day > last) return null;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
