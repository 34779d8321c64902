import type { FilterNode } from '@/api/types';
import { filterParam } from '@/records/search';
import type { TaskState } from './types';

export type BoardSearch = {
  /** The saved view that is open, or `all` for what everybody has. */
  view?: string;
  filter?: FilterNode;
  /** The deal open beside the board. */
  open?: string;
  /** Columns of lost deals are shown too. */
  lost?: boolean;
  /** Columns are months of the expected closing instead of stages. */
  by?: 'month';
  /** A lane for each owner. */
  lanes?: 'owner';
  /** Only deals whose next task stands so. */
  task?: TaskState;
};

const states: readonly TaskState[] = ['overdue', 'today', 'planned', 'none'];

export function boardSearch(search: Record<string, unknown>): BoardSearch {
  return {
    view: typeof search.view === 'string' ? search.view : undefined,
    filter: filterParam(search.filter),
    open: typeof search.open === 'string' ? search.open : undefined,
    lost: search.lost === true ? true : undefined,
    by: search.by === 'month' ? 'month' : undefined,
    lanes: search.lanes === 'owner' && search.by !== 'month' ? 'owner' : undefined,
    task: states.find((state) => state === search.task),
  };
}
