import type { Money, Rec } from '@/api/types';

/** The object of members of deal teams. */
export const MEMBER = 'deal_member';

/** What of the whole is not shared out, in percent; shares have two decimals. */
export function restOf(members: readonly Rec[]): number {
  const hundredths = (value: unknown) => Math.round(Number(value ?? 0) * 100);
  const shared = members.reduce((sum, member) => sum + hundredths(member.fields.share), 0);
  return Math.max(0, 10_000 - shared) / 100;
}

/** What of the amount is not shared out, exactly; nothing where a part of it is not known. */
export function restAmountOf(whole: unknown, members: readonly Rec[]): Money | null {
  const money = (value: unknown) =>
    typeof value === 'object' && value !== null ? (value as Money) : null;
  const all = money(whole);
  if (!all) return null;
  const decimals = all.amount.split('.')[1]?.length ?? 0;
  const minor = (amount: string) => {
    const [units = '0', rest = ''] = amount.split('.');
    return BigInt(units + rest.padEnd(decimals, '0'));
  };
  let left = minor(all.amount);
  for (const { fields } of members) {
    const part = money(fields.share_amount);
    if (!part && Number(fields.share ?? 0) === 0) continue;
    if (part?.currency !== all.currency) return null;
    left -= minor(part.amount);
  }
  if (left < 0n) return null;
  const digits = left.toString().padStart(decimals + 1, '0');
  const units = digits.slice(0, digits.length - decimals);
  return { ...all, amount: decimals ? `${units}.${digits.slice(-decimals)}` : units };
}
