import { type QueryClient, useQueries, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { FilterNode, Page, Rec, RecordQuery } from '@/api/types';
import { both } from '../filter/terms';
import { PAGE, type RowsQuery } from './types';

/** A run of records with one order: the whole table, or one group of it. */
export type Run = { id: string; filter?: FilterNode };
export type Wanted = { run: Run; page: number };

export const pageKey = (run: string, page: number) => `${run}/${page}`;

function queryOf({ object, filter, sort, fields }: RowsQuery, { run, page }: Wanted) {
  const body: RecordQuery = {
    filter: both(filter, run.filter),
    sort,
    fields,
    limit: PAGE,
    ...(page === 0 ? { count: true } : { offset: page * PAGE }),
  };
  return {
    queryKey: keys.page(object, body),
    queryFn: ({ signal }: { signal?: AbortSignal }) => api.records.query(object, body, signal),
  };
}

/** Fetches pages of runs; each is its own entry of the cache, so that a live change renews what is in sight. */
export function usePages(query: RowsQuery, wanted: Wanted[]) {
  const results = useQueries({ queries: wanted.map((one) => queryOf(query, one)) });
  const pages = new Map<string, Rec[]>();
  const counts = new Map<string, number>();
  wanted.forEach(({ run, page }, index) => {
    const data = results[index]?.data as Page | undefined;
    if (!data) return;
    pages.set(pageKey(run.id, page), data.records);
    if (page === 0 && data.count !== undefined) counts.set(run.id, data.count);
  });
  return {
    pages,
    counts,
    error: results.find((result) => result.error)?.error ?? null,
    isFetching: results.some((result) => result.isFetching),
    retry: () => {
      for (const result of results) if (result.error) void result.refetch();
    },
  };
}

/** Fetches a stretch of a run that may not be loaded, for copying it. */
export function useStretch(query: RowsQuery) {
  const client = useQueryClient();
  return useCallback(
    (run: Run, from: number, to: number) => stretch(client, query, run, from, to),
    [client, query],
  );
}

async function stretch(client: QueryClient, query: RowsQuery, run: Run, from: number, to: number) {
  const records: Rec[] = [];
  for (let page = Math.floor(from / PAGE); page <= Math.floor(to / PAGE); page += 1) {
    const held: Page = await client.ensureQueryData(queryOf(query, { run, page }));
    const start = page * PAGE;
    records.push(...held.records.slice(Math.max(0, from - start), to - start + 1));
  }
  return records;
}
