import type { Money } from '@/api/types';

/** Exact decimals for sums on the screen: units as a big integer, with the number of decimals beside it. */
type Exact = { units: bigint; scale: number };

function parse(text: string): Exact {
  const negative = text.startsWith('-');
  const [whole = '0', fraction = ''] = text.replace(/^[+-]/, '').split('.');
  const units = BigInt(whole + fraction || '0');
  return { units: negative ? -units : units, scale: fraction.length };
}

function print({ units, scale }: Exact): string {
  const negative = units < 0n;
  const digits = (negative ? -units : units).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = scale > 0 ? `.${digits.slice(-scale)}` : '';
  return `${negative ? '-' : ''}${whole}${fraction}`;
}

function rescale(value: Exact, scale: number): bigint {
  return value.units * 10n ** BigInt(scale - value.scale);
}

/** `a + b`, or `a − b` when `sign` is −1; the number of decimals is the larger of the two. */
export function plus(a: string, b: string, sign: 1 | -1 = 1): string {
  const x = parse(a);
  const y = parse(b);
  const scale = Math.max(x.scale, y.scale);
  return print({ units: rescale(x, scale) + BigInt(sign) * rescale(y, scale), scale });
}

/** `amount × percent ÷ 100`, rounded half away from zero to the decimals that the amount has. */
export function share(amount: string, percent: number): string {
  const value = parse(amount);
  const hundredths = BigInt(Math.round(percent * 100));
  const product = value.units * hundredths;
  const half = product < 0n ? -5000n : 5000n;
  return print({ units: (product + half) / 10_000n, scale: value.scale });
}

/**
 * Adds `money` to a sum of the same currency. An amount in another currency cannot be added here and leaves the sum as it
 * is, and a sum that is hidden stays hidden.
 */
export function addMoney<S extends Money | null | undefined>(
  sum: S,
  money: Money | null | undefined,
  sign: 1 | -1 = 1,
): S | Money {
  if (!sum || !money || money.currency !== sum.currency) return sum;
  return { amount: plus(sum.amount, money.amount, sign), currency: sum.currency };
}
