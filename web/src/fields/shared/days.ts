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

/** Reads a day as it is written here (`5.3.2026`, `3/5/26`, `5.3`) or in ISO form. */
export function readDay(text: string, locale: string, today: string): string | null {
  const numbers = text.trim().match(/\d+/g);
  if (!numbers || numbers.length < 2 || numbers.length > 3 || /[a-z]/i.test(text)) return null;
  let parts: { day: number; month: number; year: number };
  if (numbers[0]?.length === 4) {
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
