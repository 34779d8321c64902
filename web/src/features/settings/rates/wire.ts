import { answerOf, http } from '@/api/http';
import type { components } from '@/api/schema';

export type Rate = components['schemas']['Rate'];

/** Rates of exchange: what one unit of a currency is worth in the workspace's, from a day on. */
export const rates = {
  list: async () => (await answerOf(http.GET('/api/v1/rates'))).data.rates,
  put: (rate: Rate) => answerOf(http.PUT('/api/v1/rates', { body: rate })),
  remove: ({ currency, date }: Rate) =>
    answerOf(
      http.DELETE('/api/v1/rates/{currency}/{date}', { params: { path: { currency, date } } }),
    ),
};

export const ratesKey = ['rates'] as const;

/** Of each currency what has been stated, newest first; the currencies by their codes. */
export function byCurrency(all: readonly Rate[]): { currency: string; list: Rate[] }[] {
  const found = new Map<string, Rate[]>();
  for (const rate of all) found.set(rate.currency, [...(found.get(rate.currency) ?? []), rate]);
  return [...found]
    .map(([currency, list]) => ({
      currency,
      list: list.toSorted((a, b) => b.date.localeCompare(a.date)),
    }))
    .toSorted((a, b) => a.currency.localeCompare(b.currency));
}

/** The rate that holds on a day: the newest that is not dated later. */
export function inForce(list: readonly Rate[], today: string): Rate | undefined {
  return list.find((rate) => rate.date <= today);
}
