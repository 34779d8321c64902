import { useCallback, useMemo, useRef, useState } from 'react';
import type { Board, Column } from './types';

/** Chooses a card or lets go of it; with `range`, all from the one before it in the same column. */
export type Choose = (card: string, range: boolean) => void;

export type Choice = {
  ids: ReadonlySet<string>;
  turn: Choose;
  /** Chooses these and no others. */
  choose: (ids: readonly string[]) => void;
  /** How many cards go with one that is dragged, itself among them: all that are chosen, when it is. */
  carried: (card: string) => number;
  clear: () => void;
};

const none: ReadonlySet<string> = new Set();

/** What is chosen after a card has been; `last` is the one that was chosen before it. */
export function turned(
  columns: readonly Column[],
  chosen: ReadonlySet<string>,
  last: string | null,
  card: string,
  range: boolean,
): ReadonlySet<string> {
  const ids = new Set(chosen);
  const pile = columns.find(({ records }) => records.some(({ id }) => id === card))?.records ?? [];
  const at = (id: string | null) => pile.findIndex((record) => record.id === id);
  const from = range ? at(last) : -1;
  if (from >= 0) {
    const [first, end] = from < at(card) ? [from, at(card)] : [at(card), from];
    for (const record of pile.slice(first, end + 1)) ids.add(record.id);
  } else if (range || !ids.has(card)) ids.add(card);
  else ids.delete(card);
  return ids;
}

/** The cards that are chosen by hand. One that leaves the board is let go. `may`: many may be changed at once. */
export function useChoice(board: Board | undefined, may = true): Choice {
  const [held, setHeld] = useState(none);
  const last = useRef<string | null>(null);
  const ids = useMemo(() => {
    if (held.size === 0 || !board) return none;
    const there = board.columns.flatMap(({ records }) => records.map(({ id }) => id));
    return new Set(there.filter((id) => held.has(id)));
  }, [board, held]);
  const latest = useRef({ board, ids, may });
  latest.current = { board, ids, may };
  const turn: Choose = useCallback((card, range) => {
    const { board, ids } = latest.current;
    setHeld(turned(board?.columns ?? [], ids, last.current, card, range));
    last.current = card;
  }, []);
  const choose = useCallback((ids: readonly string[]) => {
    last.current = null;
    setHeld(new Set(ids));
  }, []);
  const carried = useCallback((card: string) => {
    const { ids, may } = latest.current;
    return may && ids.has(card) ? ids.size : 1;
  }, []);
  const clear = useCallback(() => choose([]), [choose]);
  return useMemo(
    () => ({ ids, turn, choose, carried, clear }),
    [ids, turn, choose, carried, clear],
  );
}
