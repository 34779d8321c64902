import type { BoardCard, FieldValue, Money } from '@/api/types';
import { addMoney, share } from '@/fields/money/sums';
import { dateIn, monthOf } from './months';
import type { Board, Column } from './types';
import { laneId } from './wire';

/** A move that the reader has made and that the server has not yet answered, or that the next reading will show. */
export type Move = { id: string; card: string; to: string };

export function amountOf(card: BoardCard): Money | null {
  const amount = card.fields.amount;
  return amount && typeof amount === 'object' && 'currency' in amount ? (amount as Money) : null;
}

export function columnOf(board: Board, id: string): Column | undefined {
  return board.columns.find((column) => column.id === id);
}

export function findCard(
  board: Board,
  id: string,
): { card: BoardCard; column: Column; index: number } | undefined {
  for (const column of board.columns) {
    const index = column.records.findIndex((record) => record.id === id);
    const card = column.records[index];
    if (card) return { card, column, index };
  }
  return undefined;
}

const today = () => new Date().toLocaleDateString('en-CA');
const text = (value: FieldValue) => (typeof value === 'string' ? value : null);

/** The column in which a deal lies, by what it holds. */
export function homeOf(board: Board, fields: BoardCard['fields']): string {
  if (board.by === 'month') {
    const months = board.columns.map((column) => column.id);
    return monthOf(text(fields.expected_close), today(), months);
  }
  const stage = String(fields.stage ?? '');
  return board.lanes ? laneId(stage, text(fields.owner)) : stage;
}

/** What changes about a deal that is put into a column: nothing that is so already. */
export function landing(card: BoardCard, to: Column): BoardCard['fields'] {
  const fields: BoardCard['fields'] = {};
  if (to.month) {
    fields.expected_close = dateIn(to.month, text(card.fields.expected_close), today());
    return fields;
  }
  if (card.fields.stage !== to.stage.id) fields.stage = to.stage.id;
  if (to.owner !== undefined && text(card.fields.owner) !== to.owner) fields.owner = to.owner;
  return fields;
}

/**
 * The column with one card more (`sign` 1) or less (−1) in its figures. An amount in another currency stays out of the
 * sums until the server, which knows the rates, has answered.
 */
function recount(column: Column, card: BoardCard, sign: 1 | -1): Column {
  const amount = amountOf(card);
  const own = Number(card.fields.probability ?? 0);
  const weighted = amount && {
    amount: share(amount.amount, column.month ? own : column.stage.probability),
    currency: amount.currency,
  };
  return {
    ...column,
    count: Math.max(0, column.count + sign),
    sum: addMoney(column.sum, amount, sign),
    weighted: addMoney(column.weighted, weighted, sign),
  };
}

function without(column: Column, card: BoardCard): Column {
  const records = column.records.filter((record) => record.id !== card.id);
  return { ...recount(column, card, -1), records };
}

function withOnTop(column: Column, card: BoardCard): Column {
  return { ...recount(column, card, 1), records: [card, ...column.records] };
}

/** The same board with its columns changed; heads that are the columns themselves stay so. */
function changed(board: Board, change: (column: Column) => Column, head = change): Board {
  const columns = board.columns.map(change);
  return { ...board, columns, heads: board.lanes ? board.heads.map(head) : columns };
}

/**
 * The board as it looks once `card` lies in column `to`: figures of both columns follow at once. Cards that came last
 * lie on top, as the server orders them. Nothing changes when the card is unknown or is there already.
 */
export function moved(board: Board, cardId: string, to: string): Board {
  const found = findCard(board, cardId);
  const target = columnOf(board, to);
  if (!found || !target || found.column.id === to) return board;
  const from = found.column;
  const stays = from.stage.id === target.stage.id;
  const fields = { ...found.card.fields, ...landing(found.card, target) };
  if (!target.month && !stays) fields.probability = target.stage.probability;
  const days = target.month || stays ? found.card.days_in_stage : 0;
  const card: BoardCard = { ...found.card, fields, days_in_stage: days };
  return changed(
    board,
    (column) => {
      if (column.id === from.id) return without(column, found.card);
      return column.id === to ? withOnTop(column, card) : column;
    },
    (head) => {
      if (stays) return head;
      if (head.id === from.stage.id) return recount(head, found.card, -1);
      return head.id === target.stage.id ? recount(head, card, 1) : head;
    },
  );
}

/** What the reader sees: what the server said last, with the moves under way laid over it. */
export function overlaid(board: Board, moves: readonly Move[]): Board {
  return moves.reduce((state, move) => moved(state, move.card, move.to), board);
}

/** The board with the server's own state of a deal: where it lies now and what it holds. */
export function settled(board: Board, record: Pick<BoardCard, 'id' | 'fields' | 'version'>): Board {
  const held = findCard(board, record.id);
  if (!held) return board;
  const after = moved(board, record.id, homeOf(board, { ...held.card.fields, ...record.fields }));
  return changed(
    after,
    (column) => ({
      ...column,
      records: column.records.map((card) =>
        card.id === record.id
          ? { ...card, fields: { ...card.fields, ...record.fields }, version: record.version }
          : card,
      ),
    }),
    (head) => head,
  );
}

/** Puts a new card on top of its column. */
export function added(board: Board, card: BoardCard): Board {
  if (findCard(board, card.id)) return board;
  const home = homeOf(board, card.fields);
  return changed(
    board,
    (column) => (column.id === home ? withOnTop(column, card) : column),
    (head) => (head.id === card.fields.stage ? recount(head, card, 1) : head),
  );
}

/** Hangs the next page of a column below the cards it has; a card that has meanwhile moved is not shown twice. */
export function appended(board: Board, id: string, page: Pick<Column, 'records' | 'next'>): Board {
  const seen = new Set(board.columns.flatMap((column) => column.records.map((r) => r.id)));
  const fresh = page.records.filter((record) => !seen.has(record.id));
  return changed(
    board,
    (column) =>
      column.id === id
        ? { ...column, records: [...column.records, ...fresh], next: page.next }
        : column,
    (head) => head,
  );
}

/** The board without the columns of lost deals, unless they are asked for. */
export function shown(board: Board, lost: boolean): Board {
  if (lost) return board;
  const keep = (column: Column) => column.stage.kind !== 'lost';
  const columns = board.columns.filter(keep);
  return { ...board, columns, heads: board.lanes ? board.heads.filter(keep) : columns };
}

/** The lanes by the names of their owners, as the reader's language orders them; nobody's last. */
export function inOrder(board: Board, nameOf: (owner: string) => string, locale: string): Board {
  if (!board.lanes) return board;
  const words = new Intl.Collator(locale);
  const lanes = [...board.lanes].sort((a, b) => {
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return words.compare(nameOf(a), nameOf(b));
  });
  const columns = lanes.flatMap((owner) =>
    board.columns.filter((column) => column.owner === owner),
  );
  return { ...board, lanes, columns };
}

/** Figures of the columns shown, for the header: how many, how much. */
export function totals(columns: readonly Column[]): { count: number; sum: Money | null } {
  let count = 0;
  let sum: Money | null = null;
  for (const column of columns) {
    count += column.count;
    sum = sum ? addMoney(sum, column.sum) : (column.sum ?? null);
  }
  return { count, sum };
}
