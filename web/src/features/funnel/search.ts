import type { FilterNode } from '@/api/types';
import { filterParam } from '@/records/search';

export type FunnelSearch = {
  pipeline?: string;
  filter?: FilterNode;
};

export function funnelSearch(search: Record<string, unknown>): FunnelSearch {
  return {
    pipeline: typeof search.pipeline === 'string' ? search.pipeline : undefined,
    filter: filterParam(search.filter),
  };
}
