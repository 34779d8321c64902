import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import { spanOf, todayIn } from './period';
import type { FunnelSearch } from './search';
import type { FunnelQuery, Grouping } from './wire';

/** What the page asks; every part of it stands in the address. */
export type Question = FunnelQuery & { group_by: Grouping };

/** The question behind the page, from its address and the zone in which days are counted. */
export function questionOf(search: FunnelSearch, zone: string, now: Date): Question {
  const span = spanOf(search.period ?? 'all', todayIn(zone, now), search);
  return {
    pipeline: search.pipeline ?? 'default',
    filter: search.filter,
    period: span && { field: search.by ?? 'closed_at', ...span },
    group_by: search.group ?? 'owner',
    time_zone: zone,
  };
}

export function funnelQuery(question: FunnelQuery) {
  return queryOptions({
    queryKey: keys.funnel(question),
    queryFn: ({ signal }) => api.funnel(question, signal),
    placeholderData: keepPreviousData,
  });
}
