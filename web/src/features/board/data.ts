import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type { FilterNode } from '@/api/types';
import { useFormat } from '@/i18n/format';
import { appended, columnOf } from './model';
import type { Board, By, Column, TaskState } from './types';
import { type BoardRequest, fetchBoard, fetchTaskCounts, type MonthWords } from './wire';

/** Cards of a column in the first answer, with and without swimlanes, and in each further page. */
const FIRST = 20;
const FIRST_OF_LANE = 5;
const MORE = 60;
/** The most that the server gives of a column at once. */
const MOST = 100;

export type Place = {
  object: 'deal' | 'lead';
  pipeline: string;
  filter?: FilterNode;
  by?: By;
  lanes?: 'owner';
  task?: TaskState;
};

export const boardKey = ({ object, pipeline, ...rest }: Place) =>
  ['figures', object, 'board', pipeline, rest] as const;

export function useMonthWords(): MonthWords {
  const t = useTranslations('board');
  const { locale } = useFormat();
  return useMemo(() => ({ locale, word: (key) => t(`month.${key}`) }), [locale, t]);
}

export function boardQuery(client: QueryClient, place: Place, words: MonthWords) {
  return queryOptions({
    queryKey: boardKey(place),
    queryFn: ({ signal }) =>
      readBoard(place, client.getQueryData<Board>(boardKey(place)), words, signal),
  });
}

/** How the next tasks stand, by column: asked for beside the board, which does not wait for it. */
export function useTaskCounts({ object, pipeline, filter, by }: Place) {
  const place = { filter, by };
  return useQuery({
    queryKey: ['figures', object, 'board-tasks', pipeline, place],
    queryFn: ({ signal }) => fetchTaskCounts(pipeline, place, signal),
  }).data;
}

function requestOf({ object: _object, pipeline: _, ...request }: Place): BoardRequest {
  return request;
}

/** The whole board again; columns that had been scrolled further come back as long as they were. */
async function readBoard(
  place: Place,
  held: Board | undefined,
  words: MonthWords,
  signal: AbortSignal,
): Promise<Board> {
  const lengths = new Map(held?.columns.map((column) => [column.id, column.records.length]));
  // One answer for all, as far as one answer goes: a change by somebody else is to be seen at once.
  const least = place.lanes ? FIRST_OF_LANE : FIRST;
  const limit = Math.min(place.lanes ? MORE : MOST, Math.max(least, ...lengths.values()));
  const board = await fetchBoard(place.pipeline, { ...requestOf(place), limit }, words, signal);
  const columns = await Promise.all(
    board.columns.map((column) =>
      lengthened(place, column, lengths.get(column.id) ?? 0, words, signal),
    ),
  );
  return { ...board, columns, heads: board.lanes ? board.heads : columns };
}

async function lengthened(
  place: Place,
  first: Column,
  wanted: number,
  words: MonthWords,
  signal: AbortSignal,
): Promise<Column> {
  let column = first;
  while (column.next && column.records.length < wanted) {
    const page = await readPage(place, column, words, signal);
    if (!page || page.records.length === 0) break;
    column = { ...column, records: [...column.records, ...page.records], next: page.next };
  }
  return column;
}

async function readPage(
  place: Place,
  { stage, month, owner, next }: Column,
  words: MonthWords,
  signal?: AbortSignal,
): Promise<Column | undefined> {
  const { lanes: _, ...request } = requestOf(place);
  const filter = owner === undefined ? place.filter : ownedBy(owner, place.filter);
  const which = month ? { month } : { stage: stage.id };
  const page = { ...request, filter, ...which, cursor: next ?? undefined, limit: MORE };
  return (await fetchBoard(place.pipeline, page, words, signal)).columns[0];
}

function ownedBy(owner: string | null, filter: FilterNode | undefined): FilterNode {
  const own: FilterNode = owner
    ? { field: 'owner', op: 'eq', value: owner }
    : { field: 'owner', op: 'empty' };
  return filter ? { and: [filter, own] } : own;
}

const underWay = new Set<string>();

/** Brings the next cards of a column. Asked twice for the same page, it asks the server once. */
export function useMore(place: Place): (column: string) => void {
  const client = useQueryClient();
  const words = useMonthWords();
  const key = boardKey(place);
  const text = JSON.stringify(key);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says the same as the place
  return useCallback(
    (id) => {
      const held = client.getQueryData<Board>(key);
      const column = held && columnOf(held, id);
      if (!column?.next) return;
      const page = `${text} ${id} ${column.next}`;
      if (underWay.has(page)) return;
      underWay.add(page);
      void readPage(place, column, words)
        .then((found) => {
          if (!found) return;
          client.setQueryData<Board>(key, (board) => {
            // Somebody may have read the board anew meanwhile: then this page belongs nowhere.
            const now = board && columnOf(board, id);
            return board && now?.next === column.next ? appended(board, id, found) : board;
          });
        })
        .catch(() => undefined)
        .finally(() => underWay.delete(page));
    },
    [client, text, words],
  );
}
