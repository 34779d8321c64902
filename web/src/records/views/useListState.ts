import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo, useRef } from 'react';
import type { ObjectType } from '@/api/types';
import type { SavedView } from '@/api/views';
import { useCatalogue } from '@/catalogue';
import { keepColumns, keptColumns } from '../columns';
import { type ListSearch, overridesIn, searchOf } from '../search';
import { type BuiltIn, builtInViews } from './builtin';
import { tableStateOf, useSavedViews } from './saved';
import {
  effective,
  isChanged,
  type Overrides,
  overridesOf,
  parts,
  plain,
  type TableState,
} from './state';

export type ListState = {
  search: ListSearch;
  set: (change: Partial<ListSearch>, options?: { push?: boolean }) => void;
  /** How the table looks now. */
  state: TableState;
  /** Changes the look; the address then says how it differs from the view. */
  change: (change: Partial<TableState>) => void;
  builtIn: BuiltIn[];
  saved: SavedView[];
  /** The saved view in force, if it is one. */
  view: SavedView | undefined;
  /** The key of the view in force, saved or not. */
  viewKey: string;
  /** The address names a view that this person does not have. */
  isGone: boolean;
  /** False until it is known which view opens first. */
  isReady: boolean;
  isChanged: boolean;
  pick: (key: string) => void;
  /** Back to the view as it was saved. */
  reset: () => void;
};

const noOverrides = Object.fromEntries(parts.map((part) => [part, undefined])) as Overrides;

/** What the address says of the list together with its view, and ways to change it. Changes replace the address. */
export function useListState(object: ObjectType): ListState {
  const search = useSearch({ from: '/inside/records/$object' });
  const navigate = useNavigate({ from: '/records/$object' });
  const catalogue = useCatalogue();
  const { views: all, isLoaded } = useSavedViews(object.key);
  const saved = useMemo(() => all.filter((view) => view.kind === 'table'), [all]);
  const builtIn = useMemo(() => builtInViews(object, catalogue), [object, catalogue]);

  const overrides = useMemo(() => overridesIn(search), [search]);
  const saysSomething = parts.some((part) => overrides[part] !== undefined);
  const usual = saysSomething ? undefined : saved.find((view) => view.is_default);
  const asked = search.view;
  const view = asked ? saved.find((candidate) => candidate.id === asked) : usual;
  const own = builtIn.find((candidate) => candidate.key === (asked ?? 'all'));
  const base = useMemo(() => {
    if (view) return tableStateOf(view.state);
    return { ...(own?.state ?? plain), columns: keptColumns(object.key) ?? null };
  }, [view, own, object.key]);
  const state = useMemo(() => effective(base, overrides), [base, overrides]);

  const set = useCallback(
    (change: Partial<ListSearch>, options?: { push?: boolean }) => {
      void navigate({
        search: (old: ListSearch) => ({ ...old, ...change }),
        replace: !options?.push,
      });
    },
    [navigate],
  );

  const viewKey = view?.id ?? own?.key ?? 'all';
  const latest = useRef({ base, state, view, viewKey });
  latest.current = { base, state, view, viewKey };
  const change = useCallback(
    (wanted: Partial<TableState>) => {
      const now = latest.current;
      if (!now.view && 'columns' in wanted) keepColumns(object.key, wanted.columns ?? undefined);
      const next = { ...now.state, ...wanted };
      // Several changes may come before the address has followed.
      latest.current = { ...now, state: next };
      set({ view: now.viewKey, ...searchOf(overridesOf(now.base, next)) });
    },
    [object.key, set],
  );

  return {
    search,
    set,
    state,
    change,
    builtIn,
    saved,
    view,
    viewKey,
    isGone: Boolean(asked) && isLoaded && !view && !own,
    isReady: isLoaded || saysSomething || Boolean(own && asked),
    isChanged: isChanged(base, overrides),
    pick: (key) =>
      void navigate({
        search: (old: ListSearch) => ({ ...searchOf(noOverrides), open: old.open, view: key }),
      }),
    reset: () => set(searchOf(noOverrides)),
  };
}
