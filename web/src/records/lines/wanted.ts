import type { Money, Rec } from '@/api/types';

/** The most that is given away on a line once what is asked for holds: price, discount and the whole, one after the other. */
export function wantedOf(deal: Rec, lines: readonly Rec[]): number {
  const whole = wholeOf(deal);
  const all = lines.map((line) => 100 - ((100 - lineOf(line)) * (100 - whole)) / 100);
  return Math.ceil(Math.round(Math.max(whole, ...all) * 1e6) / 1e4) / 100;
}

/** By how many percent a line would lie below what the catalogue asks for it. */
function lineOf({ fields }: Rec): number {
  const discount = Number(fields.discount_wanted ?? fields.discount ?? 0);
  const price = fields.price as Money | null | undefined;
  const listed = fields.list_price as Money | null | undefined;
  // Of prices in two currencies the server knows more.
  if (!price || !listed || price.currency !== listed.currency) return discount;
  const asked = Number(listed.amount);
  if (asked <= 0) return 0;
  return Math.max(0, 100 - (Number(price.amount) * (100 - discount)) / asked);
}

/** The discount on the whole, also where it is given as an amount. */
function wholeOf({ fields }: Rec): number {
  const percent = fields.discount_wanted ?? fields.discount;
  if (percent !== null && percent !== undefined) return Number(percent);
  const amount = fields.discount_amount as Money | null | undefined;
  const subtotal = fields.subtotal as Money | null | undefined;
  if (!amount || !subtotal || Number(subtotal.amount) <= 0) return 0;
  return Math.min(100, (Number(amount.amount) / Number(subtotal.amount)) * 100);
}
