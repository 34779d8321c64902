import { queryOptions, useQuery } from '@tanstack/react-query';
import type { SavedState, SavedView } from '@/api/views';
import { views, viewsKey } from '@/api/views';
import { readGroup, writeGroup } from '../rows/period';
import { plain, readTotals, type TableState } from './state';

export const viewsQuery = (object: string) =>
  queryOptions({
    queryKey: viewsKey(object),
    queryFn: ({ signal }) => views.list(object, signal),
    staleTime: 60_000,
    retry: false,
  });

/** The views of an object that this person may see; none while they come, so that the table need not wait. */
export function useSavedViews(object: string): { views: SavedView[]; isLoaded: boolean } {
  const { data, isPending } = useQuery(viewsQuery(object));
  return { views: data ?? [], isLoaded: !isPending };
}

export function tableStateOf(state: SavedState): TableState {
  return {
    ...plain,
    filter: state.filter ?? null,
    sort: state.sort ?? null,
    columns: state.columns ?? null,
    group: state.group_by
      ? writeGroup({ path: state.group_by, period: state.group_period ?? 'month' })
      : null,
    totals: readTotals(state.totals) ?? null,
    density: state.density ?? null,
  };
}

/** A table's state as the server keeps it. */
export function savedStateOf({ group, ...rest }: TableState): SavedState {
  const by = group ? readGroup(group) : null;
  return { ...rest, group_by: by?.path ?? null, group_period: by?.period ?? null };
}
