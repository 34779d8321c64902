import { answerOf, http } from '@/api/http';
import { learn } from '@/api/labels';
import type { BoardCard, FilterNode, Money, Refs, Stage, Tone } from '@/api/types';
import { monthName } from './months';
import type { Board, By, Column, TaskCounts, TaskState } from './types';

export type BoardRequest = {
  filter?: FilterNode;
  limit?: number;
  by?: By;
  lanes?: 'owner';
  /** Only deals whose next task stands so. */
  task?: TaskState;
  /** Only this column, for its next cards. */
  stage?: string;
  month?: string;
  cursor?: string;
};

type WireColumn = {
  stage?: Stage | null;
  month?: string | null;
  count: number;
  sum?: Money | null;
  weighted?: Money | null;
  unconverted: number;
  records: BoardCard[];
  next?: string | null;
  tasks?: TaskCounts | null;
};

type WireBoard = {
  pipeline: { id: string; name: string };
  columns: WireColumn[];
  lanes?: { owner: string | null; columns: WireColumn[] }[] | null;
  refs: Refs;
  can_edit: boolean;
};

/** How months are called; `overdue`, `later` and `none` are words. */
export type MonthWords = { locale: string; word: (key: 'overdue' | 'later' | 'none') => string };

async function ask(
  pipeline: string,
  request: BoardRequest & { tasks?: boolean },
  signal?: AbortSignal,
): Promise<WireBoard> {
  const query = { ...request, filter: request.filter && JSON.stringify(request.filter) };
  const { data: board } = await answerOf(
    http.GET('/api/v1/boards/{id}', { params: { path: { id: pipeline }, query }, signal }),
  );
  const data = board as WireBoard;
  learn(data.refs);
  return data;
}

/** The board as it is drawn: every pile of cards with an id of its own. */
export async function fetchBoard(
  pipeline: string,
  request: BoardRequest,
  words: MonthWords,
  signal?: AbortSignal,
): Promise<Board> {
  const board = await ask(pipeline, request, signal);
  const by = request.by ?? 'stage';
  const heads = board.columns.map((column, at) => drawn(column, at, words));
  const lanes = board.lanes ?? null;
  const columns = lanes
    ? lanes.flatMap(({ owner, columns }) =>
        columns.map((column, at) => ({
          ...drawn(column, at, words),
          id: laneId(column.stage?.id ?? '', owner),
          owner,
        })),
      )
    : heads;
  return {
    by,
    pipeline: board.pipeline,
    can_edit: board.can_edit,
    columns,
    heads,
    lanes: lanes?.map((lane) => lane.owner) ?? null,
  };
}

/** How the next tasks of a column's deals stand, by the column's id. */
export async function fetchTaskCounts(
  pipeline: string,
  request: BoardRequest,
  signal?: AbortSignal,
): Promise<Record<string, TaskCounts>> {
  const board = await ask(pipeline, { ...request, limit: 1, tasks: true }, signal);
  return Object.fromEntries(
    board.columns.flatMap((column) =>
      column.tasks ? [[column.stage?.id ?? column.month ?? '', column.tasks]] : [],
    ),
  );
}

/** The pile of a stage in the lane of an owner. */
export const laneId = (stage: string, owner: string | null) => `${stage}|${owner ?? ''}`;

function drawn(column: WireColumn, at: number, words: MonthWords): Column {
  const { tasks: _, stage, month, ...rest } = column;
  if (stage) return { ...rest, id: stage.id, stage };
  const key = month ?? 'none';
  return { ...rest, id: key, month: key, stage: monthStage(key, at, words) };
}

/** The same board in the words of a language: months are called as it calls them. */
export function worded(board: Board, words: MonthWords): Board {
  if (board.by !== 'month') return board;
  const said = (column: Column, at: number): Column =>
    column.month ? { ...column, stage: monthStage(column.month, at, words) } : column;
  const heads = board.heads.map(said);
  return { ...board, heads, columns: board.lanes ? board.columns : heads };
}

function monthStage(key: string, position: number, { locale, word }: MonthWords): Stage {
  const named = key === 'overdue' || key === 'later' || key === 'none';
  const name = named ? word(key) : monthName(key, locale);
  const tone: Tone = key === 'overdue' ? 'red' : named ? 'gray' : 'blue';
  return { id: key, name, kind: 'open', probability: 0, tone, position };
}
