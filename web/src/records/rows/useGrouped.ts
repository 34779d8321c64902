import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { AggregateQuery, Field, Rec } from '@/api/types';
import type { Shown } from '@/fields';
import { type Asked, groupsOf, layOut, sortGroups } from './groups';
import { type Period, periodOf } from './period';
import { type Group, PAGE, type Rows, type RowsQuery } from './types';
import { pageKey, usePages, useStretch, type Wanted } from './usePages';
import { useSettled } from './useSettled';

export type Grouped = Rows & {
  toggle: (id: string) => void;
  toggleAll: () => void;
  allOpen: boolean;
};

type Held = { base: string; pages: Map<string, Rec[]>; sizes: Map<string, number> };

/** How many groups open by themselves when there are only a few. */
const OPEN_AT_FIRST = 12;
const MOST_FIGURES = 9;

/**
 * The lines of a table grouped by a field: heads with figures from one aggregate, and the records of open groups, page by
 * page as they come in sight.
 */
export function useGrouped(
  query: RowsQuery,
  field: Field | undefined,
  period: Period,
  asked: Asked[],
  cx: Shown,
  down: boolean,
  first: number,
  last: number,
): Grouped {
  const zone = cx.format.timeZone;
  const figures = asked.slice(0, MOST_FIGURES);
  const by = field && periodOf(field, period);
  const question: AggregateQuery = {
    filter: query.filter,
    group_by: field ? [{ field: field.key, ...(by ? { by } : {}) }] : [],
    measures: [
      { fn: 'count' },
      ...figures.map(({ path, fn }) => ({
        fn: fn === 'filled' ? ('count' as const) : fn,
        field: path,
      })),
    ],
    time_zone: zone,
  };
  const answer = useQuery({
    queryKey: keys.aggregate(query.object, question),
    queryFn: ({ signal }) => api.records.aggregate(query.object, question, signal),
    enabled: field !== undefined,
    placeholderData: keepPreviousData,
  });
  const { data } = answer;
  const figuresKey = JSON.stringify(figures);
  const groups = useMemo(() => {
    if (!data || !field) return undefined;
    const asked = JSON.parse(figuresKey) as Asked[];
    return sortGroups(groupsOf(data, field, asked, zone, period), field, cx, down);
  }, [data, field, period, figuresKey, zone, cx, down]);

  const base = useMemo(() => JSON.stringify([query, field?.key, by]), [query, field, by]);
  const toggleKey = `${field?.key ?? ''}:${by ?? ''}`;
  const [toggled, setToggled] = useState<{ key: string; ids: Set<string>; open: boolean | null }>({
    key: toggleKey,
    ids: new Set(),
    open: null,
  });
  const mine =
    toggled.key === toggleKey ? toggled : { key: toggleKey, ids: new Set<string>(), open: null };
  const usual = mine.open ?? (groups?.length ?? 0) <= OPEN_AT_FIRST;
  const isOpen = (id: string) => usual !== mine.ids.has(id);

  const held = useRef<Held>({ base: '', pages: new Map(), sizes: new Map() });
  if (held.current.base !== base) held.current = { base, pages: new Map(), sizes: new Map() };
  const before = layOut(groups ?? [], isOpen, held.current.sizes);
  const sight = useSettled(first, last, base, PAGE);
  const wanted: Wanted[] = [];
  if (groups) {
    const end = Math.min(sight.last, before.lines - 1);
    for (let at = before.groupAt(Math.max(0, sight.first)); at < groups.length; at += 1) {
      const start = (before.starts[at] ?? 0) + 1;
      if (start - 1 > end) break;
      const group = groups[at] as Group;
      if (!isOpen(group.id)) continue;
      const size = held.current.sizes.get(group.id) ?? group.count;
      const from = Math.floor(Math.max(0, sight.first - start) / PAGE);
      const to = Math.floor(Math.max(0, Math.min(size - 1, end - start)) / PAGE);
      const run = { id: group.id, filter: group.filter };
      if (from > 0) wanted.push({ run, page: 0 });
      for (let page = from; page <= to; page += 1) wanted.push({ run, page });
    }
  }
  const fetched = usePages(query, wanted);
  const read = useStretch(query);
  for (const [key, records] of fetched.pages) held.current.pages.set(key, records);
  for (const [id, count] of fetched.counts) held.current.sizes.set(id, count);
  const laid = layOut(groups ?? [], isOpen, held.current.sizes);
  const list = groups ?? [];

  const spot = (line: number) => {
    const index = laid.groupAt(line);
    const group = list[index];
    return group && line < laid.lines
      ? { group, at: line - (laid.starts[index] ?? 0) - 1, index }
      : undefined;
  };
  const toggle = useCallback(
    (id: string) =>
      setToggled((old) => {
        const ids = new Set(old.key === toggleKey ? old.ids : []);
        if (!ids.delete(id)) ids.add(id);
        return { key: toggleKey, ids, open: old.key === toggleKey ? old.open : null };
      }),
    [toggleKey],
  );
  const count = groups?.reduce((sum, group) => sum + group.count, 0);
  const allOpen = list.every((group) => isOpen(group.id));
  return {
    at: (line) => {
      const found = spot(line);
      if (!found || found.at < 0) return undefined;
      const page = held.current.pages.get(pageKey(found.group.id, Math.floor(found.at / PAGE)));
      return page?.[found.at % PAGE];
    },
    groupAt: (line) => {
      const found = spot(line);
      return found && found.at < 0
        ? { group: found.group, opened: isOpen(found.group.id) }
        : undefined;
    },
    lineOf: (id) => {
      for (const [index, group] of list.entries()) {
        if (!isOpen(group.id)) continue;
        for (let page = 0; page * PAGE < (held.current.sizes.get(group.id) ?? 0); page += 1) {
          const place = held.current.pages
            .get(pageKey(group.id, page))
            ?.findIndex((record) => record.id === id);
          if (place !== undefined && place >= 0)
            return (laid.starts[index] ?? 0) + 1 + page * PAGE + place;
        }
      }
      return -1;
    },
    lineOfGroup: (id) => {
      const index = list.findIndex((group) => group.id === id);
      return laid.starts[index] ?? -1;
    },
    placeOf: (line) => {
      const found = spot(line);
      if (!found) return -1;
      return list.slice(0, found.index).reduce((sum, group) => sum + group.count, 0) + found.at;
    },
    lines: groups ? laid.lines : undefined,
    count,
    read: async (from, to) => {
      const records: Rec[] = [];
      for (let index = laid.groupAt(from); index < list.length; index += 1) {
        const start = (laid.starts[index] ?? 0) + 1;
        const group = list[index] as Group;
        if (start > to) break;
        if (!isOpen(group.id)) continue;
        const size = held.current.sizes.get(group.id) ?? group.count;
        const [a, b] = [Math.max(0, from - start), Math.min(size - 1, to - start)];
        if (b >= a) records.push(...(await read({ id: group.id, filter: group.filter }, a, b)));
      }
      return records;
    },
    error: data ? fetched.error : answer.error,
    isStale: answer.isPlaceholderData,
    isFetching: answer.isFetching || fetched.isFetching,
    retry: () => {
      if (answer.error) void answer.refetch();
      fetched.retry();
    },
    toggle,
    allOpen,
    toggleAll: () => setToggled({ key: toggleKey, ids: new Set(), open: !allOpen }),
  };
}
