/** 90 → "1 hr 30 min": days, hours and minutes in the short words of the language. */
export function minutesText(minutes: number, locale: string): string {
  const unit = (value: number, name: 'day' | 'hour' | 'minute') =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short' }).format(
      value,
    );
  const parts: string[] = [];
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  const rest = Math.round(minutes % 60);
  if (days) parts.push(unit(days, 'day'));
  if (hours) parts.push(unit(hours, 'hour'));
  if (rest || parts.length === 0) parts.push(unit(rest, 'minute'));
  return parts.join(' ');
}

/** `45`, `1:30`, `1.5h`, `2 h`, `2 ч`, `1 d` → minutes. */
export function readMinutes(typed: string): number | null {
  const text = typed.trim().toLowerCase().replace(',', '.');
  const clock = /^(\d{1,2}):(\d{2})$/.exec(text);
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]);
  const found = /^(\d+(?:\.\d+)?)\s*([a-zа-яё]*)\.?$/.exec(text);
  if (!found) return null;
  const word = found[2] ?? '';
  const times = /^(h|ч)/.test(word) ? 60 : /^(d|д)/.test(word) ? 1440 : 1;
  const minutes = Math.round(Number(found[1]) * times);
  return minutes > 0 && minutes <= 40_320 ? minutes : null;
}
