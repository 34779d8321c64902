import { type QueryClient, queryOptions, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Board, BoardColumn, FilterNode } from '@/api/types';
import { appended, columnOf } from './model';

/** Cards of a column in the first answer, and in each further page. */
const FIRST = 20;
const MORE = 60;
/** The most that the server gives of a column at once. */
const MOST = 100;

export type Place = { pipeline: string; filter?: FilterNode };

export const boardKey = ({ pipeline, filter }: Place) => keys.board(pipeline, filter);

export function boardQuery(client: QueryClient, place: Place) {
  return queryOptions({
    queryKey: boardKey(place),
    queryFn: ({ signal }) => readBoard(place, client.getQueryData<Board>(boardKey(place)), signal),
  });
}

/** The whole board again; columns that had been scrolled further come back as long as they were. */
async function readBoard(
  place: Place,
  held: Board | undefined,
  signal: AbortSignal,
): Promise<Board> {
  const lengths = new Map(held?.columns.map((column) => [column.stage.id, column.records.length]));
  // One answer for all, as far as one answer goes: a change by somebody else is to be seen at once.
  const limit = Math.min(MOST, Math.max(FIRST, ...lengths.values()));
  const board = await api.board(place.pipeline, { filter: place.filter, limit }, signal);
  const columns = await Promise.all(
    board.columns.map((column) =>
      lengthened(place, column, lengths.get(column.stage.id) ?? 0, signal),
    ),
  );
  return { ...board, columns };
}

async function lengthened(
  place: Place,
  first: BoardColumn,
  wanted: number,
  signal: AbortSignal,
): Promise<BoardColumn> {
  let column = first;
  while (column.next && column.records.length < wanted) {
    const page = await readPage(place, column, signal);
    if (!page || page.records.length === 0) break;
    column = { ...column, records: [...column.records, ...page.records], next: page.next };
  }
  return column;
}

async function readPage(place: Place, column: BoardColumn, signal?: AbortSignal) {
  const board = await api.board(
    place.pipeline,
    {
      filter: place.filter,
      stage: column.stage.id,
      cursor: column.next ?? undefined,
      limit: MORE,
    },
    signal,
  );
  return columnOf(board, column.stage.id);
}

const underWay = new Set<string>();

/** Brings the next cards of a column. Asked twice for the same page, it asks the server once. */
export function useMore(place: Place): (stage: string) => void {
  const client = useQueryClient();
  const key = boardKey(place);
  const text = JSON.stringify(key);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says the same as the place
  return useCallback(
    (stage) => {
      const column = columnOf(client.getQueryData<Board>(key) ?? none, stage);
      if (!column?.next) return;
      const page = `${text} ${stage} ${column.next}`;
      if (underWay.has(page)) return;
      underWay.add(page);
      void readPage(place, column)
        .then((found) => {
          if (!found) return;
          client.setQueryData<Board>(key, (board) => {
            // Somebody may have read the board anew meanwhile: then this page belongs nowhere.
            const now = board && columnOf(board, stage);
            return board && now?.next === column.next ? appended(board, found) : board;
          });
        })
        .catch(() => undefined)
        .finally(() => underWay.delete(page));
    },
    [client, text],
  );
}

const none: Board = {
  pipeline: { id: '', name: '' },
  columns: [],
  refs: {},
  can_edit: false,
};
