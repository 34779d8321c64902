import { queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '@/api/client';
import { answerOf, http } from '@/api/http';
import type { components } from '@/api/schema';
import type { Rec } from '@/api/types';

type S = components['schemas'];

export type Calculation = S['Calculation'];
export type Parameter = S['CalculationParameter'];
export type Definition = S['CalculationDefinition'];
export type Trial = S['CalculationTrial'];
export type Check = S['CalculationCheck'];
export type PriceAnswer = S['PriceAnswer'];

const at = (key: string) => ({ params: { path: { key } } });

/** What services cost by their parameters. */
export const calculations = {
  put: (key: string, body: Definition) =>
    answerOf(http.PUT('/api/v1/calculations/{key}', { ...at(key), body })),
  remove: (key: string) => answerOf(http.DELETE('/api/v1/calculations/{key}', at(key))),
  check: async (key: string, body: S['CalculationDraft'], signal?: AbortSignal) =>
    (await http.POST('/api/v1/calculations/{key}/check', { ...at(key), body, signal }))
      .data as Check,
};

export const calculationsQuery = queryOptions({
  queryKey: ['calculations'],
  queryFn: async ({ signal }) =>
    (await http.GET('/api/v1/calculations', { signal })).data?.calculations ?? [],
  staleTime: 60_000,
});

export function useCalculations(): Calculation[] {
  return useQuery(calculationsQuery).data ?? [];
}

/** The calculation that a product names, as far as one may see it. */
export function calculationOf(product: Rec, all: readonly Calculation[]): Calculation | undefined {
  return all.find(({ key }) => key === product.fields.calculation);
}

/** The calculations of products, by the product. Where the workspace has none, nothing is asked. */
export function useCalculationsOf(products: readonly string[]): Map<string, Calculation> {
  const all = useCalculations();
  const ids = [...new Set(products)].sort();
  const body = {
    filter: { field: 'id', op: 'in' as const, value: ids },
    fields: ['name', 'calculation'],
    limit: ids.length,
  };
  const { data } = useQuery({
    queryKey: ['records', 'product', 'related', body],
    queryFn: ({ signal }) => api.records.query('product', body, signal),
    enabled: ids.length > 0 && all.length > 0,
    staleTime: 60_000,
  });
  return new Map(
    (data?.records ?? []).flatMap((product) => {
      const found = calculationOf(product, all);
      return found ? [[product.id, found] as const] : [];
    }),
  );
}

/** What a product is sold for in a deal with these parameters. */
export async function priceOf(
  product: string,
  query: { deal: string; quantity?: string; parameters: string },
  signal?: AbortSignal,
): Promise<PriceAnswer> {
  const answer = await http.GET('/api/v1/products/{id}/price', {
    params: { path: { id: product }, query },
    signal,
  });
  return answer.data as PriceAnswer;
}
