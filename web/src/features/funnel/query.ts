import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { keys } from '@/api/keys';
import { spanOf, todayIn } from './period';
import type { FunnelSearch } from './search';
import { type FunnelQuery, funnel } from './wire';

/** The question behind the page, from its address and the zone in which days are counted. */
export function questionOf(search: FunnelSearch, zone: string, now: Date): FunnelQuery {
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
    queryFn: ({ signal }) => funnel(question, signal),
    placeholderData: keepPreviousData,
  });
}
