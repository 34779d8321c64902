import type { FilterNode } from '@/api/types';
import { filterParam } from '@/records/search';
import { isDay, isPeriodName, type PeriodName } from './period';
import { type Grouping, groupings, type PeriodField, periodFields } from './wire';

/** What the address of the funnel holds; what is left out has its usual value. */
export type FunnelSearch = {
  pipeline?: string;
  filter?: FilterNode;
  period?: PeriodName;
  /** Which date the period counts by. */
  by?: PeriodField;
  from?: string;
  to?: string;
  group?: Grouping;
};

const oneOf = <T extends string>(list: readonly T[], value: unknown): T | undefined =>
  list.find((entry) => entry === value);

export function funnelSearch(search: Record<string, unknown>): FunnelSearch {
  return {
    pipeline: typeof search.pipeline === 'string' ? search.pipeline : undefined,
    filter: filterParam(search.filter),
    period: isPeriodName(search.period) ? search.period : undefined,
    by: oneOf(periodFields, search.by),
    from: isDay(search.from) ? search.from : undefined,
    to: isDay(search.to) ? search.to : undefined,
    group: oneOf(groupings, search.group),
  };
}
