import type { Money } from '@/api/types';
import { readDecimal } from '../shared/numbers';
import type { Read, ReadContext } from '../types';
import { common } from './currencies';

/** An amount with its currency as a code or a sign, or without: then in the currency that the record has. */
export function read(text: string, { cx, field, record }: ReadContext): Read<Money> {
  const { locale, currency: own, currencySymbol } = cx.format;
  const held = record?.[field.key] as Money | null | undefined;
  const code = /(?:^|[^A-Za-z])([A-Z]{3})(?:[^A-Za-z]|$)/.exec(text)?.[1];
  const rest = (code ? text.replace(code, '') : text).trim();
  const sign = rest.replace(/[\d\s.,+\-−–'’\u00a0\u202f]/g, '');
  const bySign = sign
    ? [own, ...common].find((candidate) => currencySymbol(candidate) === sign)
    : undefined;
  if (sign && !bySign) return { wrong: 'number' };
  const amount = readDecimal(sign ? rest.replace(sign, '') : rest, locale);
  if (amount === null) return { wrong: 'number' };
  return { value: { amount, currency: code ?? bySign ?? held?.currency ?? own } };
}

/** The bare amount, so that the spreadsheet can add it up; the currency only where it is not the usual one. */
export function plain(value: Money, own: string, decimalSign: string): string {
  const amount = value.amount.includes('.') ? value.amount.replace(/\.?0+$/, '') : value.amount;
  const text = amount.replace('.', decimalSign);
  return value.currency === own ? text : `${text} ${value.currency}`;
}
