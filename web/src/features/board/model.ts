import type { Board, BoardCard, BoardColumn, Money, Stage } from '@/api/types';
import { addMoney, share } from './amounts';

/** A move that the reader has made and that the server has not yet answered, or that the next reading will show. */
export type Move = { id: string; card: string; to: string };

export function amountOf(card: BoardCard): Money | null {
  const amount = card.fields.amount;
  return amount && typeof amount === 'object' && 'currency' in amount ? (amount as Money) : null;
}

export function columnOf(board: Board, stage: string): BoardColumn | undefined {
  return board.columns.find((column) => column.stage.id === stage);
}

export function findCard(
  board: Board,
  id: string,
): { card: BoardCard; column: BoardColumn; index: number } | undefined {
  for (const column of board.columns) {
    const index = column.records.findIndex((record) => record.id === id);
    const card = column.records[index];
    if (card) return { card, column, index };
  }
  return undefined;
}

/**
 * The column with one card more (`sign` 1) or less (−1) in its figures. An amount in another currency stays out of the
 * sums until the server, which knows the rates, has answered.
 */
function recount(column: BoardColumn, card: BoardCard, sign: 1 | -1): BoardColumn {
  const amount = amountOf(card);
  const weighted = amount && {
    amount: share(amount.amount, column.stage.probability),
    currency: amount.currency,
  };
  return {
    ...column,
    count: Math.max(0, column.count + sign),
    sum: addMoney(column.sum, amount, sign),
    weighted: addMoney(column.weighted, weighted, sign),
  };
}

function without(column: BoardColumn, card: BoardCard): BoardColumn {
  const records = column.records.filter((record) => record.id !== card.id);
  return { ...recount(column, card, -1), records };
}

function withOnTop(column: BoardColumn, card: BoardCard): BoardColumn {
  return { ...recount(column, card, 1), records: [card, ...column.records] };
}

/**
 * The board as it looks once `card` lies in stage `to`: figures of both columns follow at once. Cards that came last
 * lie on top, as the server orders them. Nothing changes when the card is unknown or is there already.
 */
export function moved(board: Board, cardId: string, to: string): Board {
  const found = findCard(board, cardId);
  const target = columnOf(board, to);
  if (!found || !target || found.column.stage.id === to) return board;
  const card: BoardCard = {
    ...found.card,
    fields: { ...found.card.fields, stage: to, probability: target.stage.probability },
    days_in_stage: 0,
  };
  return {
    ...board,
    columns: board.columns.map((column) => {
      if (column.stage.id === found.column.stage.id) return without(column, found.card);
      return column.stage.id === to ? withOnTop(column, card) : column;
    }),
  };
}

/** What the reader sees: what the server said last, with the moves under way laid over it. */
export function overlaid(board: Board, moves: readonly Move[]): Board {
  return moves.reduce((state, move) => moved(state, move.card, move.to), board);
}

/** Puts a new card on top of its column. */
export function added(board: Board, card: BoardCard): Board {
  const stage = String(card.fields.stage ?? '');
  if (findCard(board, card.id)) return board;
  return {
    ...board,
    columns: board.columns.map((column) =>
      column.stage.id === stage ? withOnTop(column, card) : column,
    ),
  };
}

/** Hangs the next page of a column below the cards it has; a card that has meanwhile moved is not shown twice. */
export function appended(board: Board, page: BoardColumn): Board {
  const seen = new Set(board.columns.flatMap((column) => column.records.map((r) => r.id)));
  return {
    ...board,
    columns: board.columns.map((column) =>
      column.stage.id === page.stage.id
        ? {
            ...column,
            records: [...column.records, ...page.records.filter((record) => !seen.has(record.id))],
            next: page.next,
          }
        : column,
    ),
  };
}

/** The columns to show: those of lost deals only when asked for. */
export function shown(board: Board, lost: boolean): BoardColumn[] {
  return board.columns.filter((column) => lost || column.stage.kind !== 'lost');
}

/** Figures of the columns shown, for the header: how many, how much. */
export function totals(columns: readonly BoardColumn[]): { count: number; sum: Money | null } {
  let count = 0;
  let sum: Money | null = null;
  for (const column of columns) {
    count += column.count;
    sum = sum ? addMoney(sum, column.sum) : (column.sum ?? null);
  }
  return { count, sum };
}

/**
 * Which verb carries a deal from one stage to another, and what it is told. Winning and losing go to the first stage of
 * their kind by themselves; another of the kind is named. From one of a kind to another nothing ends: it is moved.
 */
export function verbFor(
  from: Stage,
  to: Stage,
  stages: readonly Stage[],
): { verb: 'move' | 'win' | 'lose' | 'reopen'; params: Record<string, unknown> } {
  const first = stages.find((stage) => stage.kind === to.kind);
  if (to.kind === 'open' && from.kind !== 'open') {
    return { verb: 'reopen', params: { stage: to.id } };
  }
  if (to.kind === 'open' || to.kind === from.kind)
    return { verb: 'move', params: { stage: to.id } };
  const params = first?.id === to.id ? {} : { stage: to.id };
  return { verb: to.kind === 'won' ? 'win' : 'lose', params };
}
