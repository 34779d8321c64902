import { useCallback, useMemo, useRef } from 'react';
import type { Rec } from '@/api/types';
import { PAGE, type Rows, type RowsQuery } from './types';
import { pageKey, type Run, usePages, useStretch, type Wanted } from './usePages';
import { useSettled } from './useSettled';

type Held = { base: string; pages: Map<string, Rec[]>; count: number };

const whole: Run = { id: 'all' };
const noGroup = () => undefined;
const noLine = () => -1;

/**
 * Rows of a list of any length: only the pages that the eye is on are fetched, each by its offset. `first` and `last`
 * are the lines in sight; without a query nothing is fetched.
 */
export function useWindow(query: RowsQuery, first: number, last: number, enabled = true): Rows {
  const base = useMemo(() => JSON.stringify(query), [query]);
  const sight = useSettled(first, last, base, PAGE);
  const wanted: Wanted[] = [];
  if (enabled) {
    const from = Math.max(0, Math.floor(sight.first / PAGE));
    const to = Math.max(from, Math.floor(Math.max(sight.first, sight.last) / PAGE));
    if (from > 0) wanted.push({ run: whole, page: 0 });
    for (let page = from; page <= to; page += 1) wanted.push({ run: whole, page });
  }
  const fetched = usePages(query, wanted);
  const read = useStretch(query);

  const held = useRef<Held | null>(null);
  const count = fetched.counts.get(whole.id);
  if (enabled && count !== undefined) {
    const known = held.current?.base === base ? held.current.pages : new Map<string, Rec[]>();
    const merged = new Map(known);
    for (const [page, records] of fetched.pages) merged.set(page, records);
    held.current = { base, pages: merged, count };
  }
  const now = held.current;

  const at = useCallback(
    (line: number) => now?.pages.get(pageKey(whole.id, Math.floor(line / PAGE)))?.[line % PAGE],
    [now],
  );
  const lineOf = useCallback(
    (id: string) => {
      for (const [key, records] of now?.pages ?? []) {
        const place = records.findIndex((record) => record.id === id);
        if (place >= 0) return Number(key.slice(whole.id.length + 1)) * PAGE + place;
      }
      return -1;
    },
    [now],
  );
  return {
    at,
    groupAt: noGroup,
    lineOf,
    lineOfGroup: noLine,
    placeOf: (line) => line,
    lines: now?.count,
    count: now?.count,
    read: (from, to) => read(whole, from, to),
    error: now?.base === base ? null : fetched.error,
    isStale: now !== null && now.base !== base,
    isFetching: fetched.isFetching,
    retry: fetched.retry,
  };
}
