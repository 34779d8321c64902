import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { FilterNode } from '@/api/types';
import type { LeadsSearch } from './search';

const PAGE = 50;

const statuses = {
  new: ['new'],
  work: ['accepted'],
  done: ['converted', 'linked', 'rejected'],
} as const;
export type Pile = keyof typeof statuses;

export const pileOf = (search: LeadsSearch): Pile => search.show ?? 'new';

function filterOf(pile: Pile, { whose }: LeadsSearch, source?: string): FilterNode {
  return {
    and: [
      { field: 'status', op: 'in', value: [...statuses[pile]] },
      ...(whose === 'mine' ? [{ field: 'owner', op: 'eq' as const, value: '@me' }] : []),
      ...(source === undefined
        ? []
        : source === ''
          ? [{ field: 'source', op: 'empty' as const }]
          : [{ field: 'source', op: 'eq' as const, value: source }]),
    ],
  };
}

/** The inquiries of a pile, the newest first. */
export function useLeads(search: LeadsSearch) {
  const pile = pileOf(search);
  const body = {
    filter: filterOf(pile, search, search.source),
    sort: pile === 'done' ? '-handled_at' : '-created_at',
    limit: PAGE,
    count: true,
  };
  return useInfiniteQuery({
    queryKey: ['records', 'lead', 'bin', body],
    queryFn: ({ pageParam, signal }) =>
      api.records.query('lead', { ...body, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

/** How many lie in each pile. */
export function usePiles(search: LeadsSearch): Partial<Record<Pile, number>> {
  const { whose } = search;
  const body = {
    filter: whose === 'mine' ? { field: 'owner', op: 'eq' as const, value: '@me' } : undefined,
    group_by: [{ field: 'status' }],
    measures: [{ fn: 'count' as const }],
  };
  const { data } = useQuery({
    queryKey: keys.aggregate('lead', body),
    queryFn: ({ signal }) => api.records.aggregate('lead', body, signal),
  });
  const counts: Partial<Record<Pile, number>> = {};
  for (const { keys: group, values } of data?.rows ?? []) {
    const pile = (Object.keys(statuses) as Pile[]).find((one) =>
      (statuses[one] as readonly string[]).includes(String(group[0])),
    );
    if (pile) counts[pile] = (counts[pile] ?? 0) + Number(values[0]);
  }
  return counts;
}

export type Source = { name: string; count: number };

/** Where the inquiries of a pile came from, most first; an empty name for those that do not say. */
export function useSources(search: LeadsSearch): Source[] {
  const body = {
    filter: filterOf(pileOf(search), search),
    group_by: [{ field: 'source' }],
    measures: [{ fn: 'count' as const }],
  };
  const { data } = useQuery({
    queryKey: keys.aggregate('lead', body),
    queryFn: ({ signal }) => api.records.aggregate('lead', body, signal),
  });
  return (data?.rows ?? [])
    .map(({ keys: group, values }) => ({ name: String(group[0] ?? ''), count: Number(values[0]) }))
    .sort((a, b) => b.count - a.count || a.name.localeCompare(b.name));
}
