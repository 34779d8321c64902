import { useQuery } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { AggregateQuery, FilterNode } from '@/api/types';
import { useCatalogue } from '@/catalogue';

/** My tasks that are due by tonight and not done. */
export const dueFilter: FilterNode = {
  and: [
    { field: 'assignee', op: 'eq', value: '@me' },
    { field: 'done_at', op: 'empty' },
    { field: 'due_at', op: 'lte', value: '@today' },
  ],
};

const query: AggregateQuery = { filter: dueFilter, measures: [{ fn: 'count' }] };

/** How many tasks wait today, for the menu. */
export function useDueCount(): number | undefined {
  const hasTasks = useCatalogue().objects.some((object) => object.key === 'task');
  const { data } = useQuery({
    queryKey: keys.aggregate('task', query),
    queryFn: ({ signal }) => api.records.aggregate('task', query, signal),
    enabled: hasTasks,
    refetchInterval: 10 * 60_000,
  });
  const value = data?.rows[0]?.values[0];
  return value === undefined || value === null ? undefined : Number(value);
}
