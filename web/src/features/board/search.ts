import type { FilterNode } from '@/api/types';
import { filterParam } from '@/records/search';

export type BoardSearch = {
  filter?: FilterNode;
  /** The deal open beside the board. */
  open?: string;
  /** Columns of lost deals are shown too. */
  lost?: boolean;
};

export function boardSearch(search: Record<string, unknown>): BoardSearch {
  return {
    filter: filterParam(search.filter),
    open: typeof search.open === 'string' ? search.open : undefined,
    lost: search.lost === true ? true : undefined,
  };
}
