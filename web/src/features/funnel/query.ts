import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Pipeline } from '@/api/types';
import { spanOf, todayIn } from './period';
import type { FunnelSearch } from './search';
import { type FunnelQuery, type Grouping, groupingsOf } from './wire';

/** What the page asks; every part of it stands in the address. */
export type Question = FunnelQuery & { group_by: Grouping };

/** The question behind the page, from its address, the zone in which days are counted, and the pipeline (deals’ when left out). */
export function questionOf(
  search: FunnelSearch,
  zone: string,
  now: Date,
  home?: Pick<Pipeline, 'id' | 'object'>,
): Question {
  const span = spanOf(search.period ?? 'all', todayIn(zone, now), search);
  const object = home?.object === 'lead' ? 'lead' : 'deal';
  const group = groupingsOf(object).find((one) => one === search.group);
  // Leads are not closed on a day: a period is that in which they came.
  const field = object === 'lead' ? 'created_at' : (search.by ?? 'closed_at');
  return {
    pipeline: object === 'lead' ? home?.id : (search.pipeline ?? 'default'),
    filter: search.filter,
    period: span && { field, ...span },
    group_by: group ?? 'owner',
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
