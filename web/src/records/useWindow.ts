import { useQueries } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { FilterNode, Rec, RecordQuery } from '@/api/types';

export const PAGE = 100;

export type WindowQuery = { object: string; filter?: FilterNode; sort?: string; fields?: string[] };

export type Rows = {
  /** Nothing is known of the row yet while it is being fetched. */
  at: (index: number) => Rec | undefined;
  indexOf: (id: string) => number;
  /** Of the whole filtered set; unknown until the first answer. */
  count: number | undefined;
  error: unknown;
  /** Rows of the view before are shown until the new ones come. */
  isStale: boolean;
  isFetching: boolean;
  retry: () => void;
};

type Held = { base: string; pages: Map<number, Rec[]>; count: number };

/**
 * Rows of a list of any length: only the pages that the eye is on are fetched, each by its offset. `first` and `last`
 * are the rows in sight.
 */
export function useWindow(query: WindowQuery, first: number, last: number): Rows {
  const { object, filter, sort, fields } = query;
  const base = useMemo(
    () => JSON.stringify({ object, filter, sort, fields }),
    [object, filter, sort, fields],
  );
  const from = Math.max(0, Math.floor(first / PAGE));
  const to = Math.max(from, Math.floor(Math.max(first, last) / PAGE));
  const [settled, setSettled] = useState({ from, to, base });
  useEffect(() => {
    // A scroll bar flung through a long list passes pages that nobody looks at.
    const timer = setTimeout(() => setSettled({ from, to, base }), 60);
    return () => clearTimeout(timer);
  }, [from, to, base]);
  const near = settled.base === base && Math.abs(settled.from - from) <= 1;
  const range = near || settled.base !== base ? { from, to } : settled;

  const wanted = new Set([0]);
  for (let page = range.from; page <= range.to; page += 1) wanted.add(page);
  const pages = [...wanted];
  const results = useQueries({
    queries: pages.map((page) => {
      const body: RecordQuery = {
        filter,
        sort,
        fields,
        limit: PAGE,
        ...(page === 0 ? { count: true } : { offset: page * PAGE }),
      };
      return {
        queryKey: keys.page(object, body),
        queryFn: ({ signal }: { signal: AbortSignal }) => api.records.query(object, body, signal),
      };
    }),
  });

  const held = useRef<Held | null>(null);
  const fresh = new Map<number, Rec[]>();
  pages.forEach((page, index) => {
    const data = results[index]?.data;
    if (data) fresh.set(page, data.records);
  });
  const count = results[0]?.data?.count;
  if (count !== undefined) {
    const known = held.current?.base === base ? held.current.pages : new Map<number, Rec[]>();
    const merged = new Map(known);
    for (const [page, records] of fresh) merged.set(page, records);
    held.current = { base, pages: merged, count };
  }
  const now = held.current;
  const failed = results.find((result) => result.error)?.error ?? null;

  const at = useCallback(
    (index: number) => now?.pages.get(Math.floor(index / PAGE))?.[index % PAGE],
    [now],
  );
  const indexOf = useCallback(
    (id: string) => {
      for (const [page, records] of now?.pages ?? []) {
        const place = records.findIndex((record) => record.id === id);
        if (place >= 0) return page * PAGE + place;
      }
      return -1;
    },
    [now],
  );
  return {
    at,
    indexOf,
    count: now?.count,
    error: now?.base === base ? null : failed,
    isStale: now !== null && now.base !== base,
    isFetching: results.some((result) => result.isFetching),
    retry: () => {
      for (const result of results) void result.refetch();
    },
  };
}
