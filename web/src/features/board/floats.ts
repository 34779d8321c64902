import type { BoardCard } from '@/api/types';
import { columnOf, findCard } from './model';
import type { Board } from './types';

/**
 * A card that the reader has moved. The server orders a column by age, so that an old card would sink out of sight the
 * moment it is dropped: those just moved lie on top of their column for as long as the board is open.
 */
export type Float = { card: BoardCard; column: string };

const MOST = 20;

export function floatedUp(floats: readonly Float[], next: Float): Float[] {
  return [next, ...floats.filter((other) => other.card.id !== next.card.id)].slice(0, MOST);
}

/** Those whose card is on none of the loaded pages: whether it still lies there, only the server can tell. */
export function outOfSight(board: Board, floats: readonly Float[]): Float[] {
  return floats.filter((float) => !findCard(board, float.card.id));
}

/** The board with the floating cards on top of their columns. One that lies elsewhere now is left where it is. */
export function withFloats(board: Board, floats: readonly Float[]): Board {
  let state = board;
  for (const float of [...floats].reverse()) state = raised(state, float);
  return state;
}

function raised(board: Board, { card, column: id }: Float): Board {
  const found = findCard(board, card.id);
  const column = columnOf(board, id);
  if (!column || found?.index === 0 || (found && found.column.id !== id)) return board;
  // Not loaded: it can only be further down, on a page to come.
  if (!found && !column.next) return board;
  const rest = column.records.filter((record) => record.id !== card.id);
  const records = [found?.card ?? card, ...rest];
  const columns = board.columns.map((other) => (other.id === id ? { ...other, records } : other));
  return { ...board, columns, heads: board.lanes ? board.heads : columns };
}
