import type { Rec } from '@/api/types';

/** The object of members of deal teams. */
export const MEMBER = 'deal_member';

/** What of the whole is not shared out, in percent; shares have two decimals. */
export function restOf(members: readonly Rec[]): number {
  const hundredths = (value: unknown) => Math.round(Number(value ?? 0) * 100);
  const shared = members.reduce((sum, member) => sum + hundredths(member.fields.share), 0);
  return Math.max(0, 10_000 - shared) / 100;
}
