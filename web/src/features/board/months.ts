/** A date can be moved into months; what lies behind, far ahead or nowhere is only shown. */
export function takesCards(month: string): boolean {
  return /^\d{4}-\d{2}$/.test(month) || month === 'none';
}

/** The column of a forecast in which a date lies, `columns` being those shown. */
export function monthOf(date: string | null, today: string, columns: readonly string[]): string {
  if (!date) return 'none';
  if (date < today) return 'overdue';
  const month = date.slice(0, 7);
  return columns.includes(month) ? month : 'later';
}

/**
 * The date that a deal gets when it is moved to a month: the same day there, or the last one that there is. A day that
 * has passed becomes the end of the month.
 */
export function dateIn(month: string, date: string | null, today: string): string | null {
  if (month === 'none') return null;
  const [year, number] = month.split('-').map(Number);
  const last = new Date(Date.UTC(year ?? 0, number ?? 1, 0)).getUTCDate();
  const day = date ? Math.min(Number(date.slice(8, 10)), last) : last;
  const kept = `${month}-${String(day).padStart(2, '0')}`;
  return kept < today ? `${month}-${String(last).padStart(2, '0')}` : kept;
}

/** "November 2026" */
export function monthName(month: string, locale: string): string {
  const words = new Intl.DateTimeFormat(locale, {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const text = words.format(new Date(`${month}-01T00:00:00Z`));
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
}
