/** Reads a number as people write it: spaces between thousands, a comma or a point before the decimals. */
export function readNumber(text: string, locale: string): number | null {
  const plain = readDecimal(text, locale);
  if (plain === null) return null;
  const value = Number(plain);
  return Number.isFinite(value) ? value : null;
}

/** The same as exact text (`"1234.50"`), for money that must not pass through a float. */
export function readDecimal(text: string, locale: string): string | null {
  const tight = text.replace(/[\s\u00a0\u202f'’_]/g, '').replace(/[−–]/g, '-');
  if (!/^[-+]?[\d.,]*\d[\d.,]*$/.test(tight)) return null;
  const comma = tight.lastIndexOf(',');
  const point = tight.lastIndexOf('.');
  let decimal: ',' | '.' | null = null;
  if (comma >= 0 && point >= 0) decimal = comma > point ? ',' : '.';
  else if (comma >= 0) decimal = isGroup(tight, ',', locale) ? null : ',';
  else if (point >= 0) decimal = isGroup(tight, '.', locale) ? null : '.';
  const [whole = '', fraction = ''] = decimal
    ? [tight.slice(0, tight.lastIndexOf(decimal)), tight.slice(tight.lastIndexOf(decimal) + 1)]
    : [tight, ''];
  const digits = whole.replace(/[.,]/g, '');
  const sign = digits.startsWith('-') ? '-' : '';
  const bare = digits.replace(/^[-+]/, '').replace(/^0+(?=\d)/, '') || '0';
  return fraction ? `${sign}${bare}.${fraction}` : `${sign}${bare}`;
}

/** `1,234` is a thousand in English and one and a bit in Russian; `1,234,567` is millions anywhere. */
function isGroup(text: string, sign: ',' | '.', locale: string): boolean {
  const parts = text.split(sign);
  if (parts.length > 2) return true;
  if (parts[1]?.length !== 3) return false;
  const group = new Intl.NumberFormat(locale, { useGrouping: 'always' } as Intl.NumberFormatOptions)
    .formatToParts(1234567)
    .find((part) => part.type === 'group')?.value;
  return group === sign;
}
