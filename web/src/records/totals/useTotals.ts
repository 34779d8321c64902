import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { AggregateQuery, FieldValue, FilterNode } from '@/api/types';
import type { Asked } from '../rows/groups';

/** The most figures that one question takes; the first is always the count. */
const AT_ONCE = 9;

/** Figures over everything that the filter lets through, not only over what is loaded. */
export function useTotals(
  object: string,
  filter: FilterNode | undefined,
  asked: Asked[],
): Record<string, FieldValue> {
  const parts: Asked[][] = [];
  for (let at = 0; at < asked.length; at += AT_ONCE) parts.push(asked.slice(at, at + AT_ONCE));
  const answers = useQueries({
    queries: parts.map((part) => {
      const question: AggregateQuery = {
        filter,
        measures: [
          { fn: 'count' },
          ...part.map(({ path, fn }) => ({
            fn: fn === 'filled' ? ('count' as const) : fn,
            field: path,
          })),
        ],
      };
      return {
        queryKey: keys.aggregate(object, question),
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          api.records.aggregate(object, question, signal),
        placeholderData: keepPreviousData,
      };
    }),
  });
  const figures: Record<string, FieldValue> = {};
  parts.forEach((part, index) => {
    const values = answers[index]?.data?.rows[0]?.values;
    if (!values) return;
    const count = Number(values[0] ?? 0);
    part.forEach(({ path, fn }, at) => {
      const value = values[at + 1] ?? null;
      figures[path] = fn === 'filled' && count > 0 ? Number(value) / count : value;
    });
  });
  return figures;
}
