import { useCallback, useEffect, useState } from 'react';
import { api } from '@/api/client';
import type { BoardCard } from '@/api/types';
import { type Float, floatedUp, outOfSight } from './floats';
import { homeOf } from './model';
import type { Board } from './types';

/** Keeps the cards just moved on top, and checks with every new reading that those out of sight are still there. */
export function useFloats(board: Board | undefined) {
  const [floats, setFloats] = useState<readonly Float[]>([]);
  const float = useCallback(
    (card: BoardCard, column: string) => setFloats((before) => floatedUp(before, { card, column })),
    [],
  );
  const sink = useCallback(
    (card: string) => setFloats((before) => before.filter((other) => other.card.id !== card)),
    [],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for each reading of the board
  useEffect(() => {
    if (!board) return;
    const asked = new AbortController();
    for (const { card, column } of outOfSight(board, floats)) {
      api.records
        .get(card.object, card.id, asked.signal)
        .then((record) => {
          if (homeOf(board, record.fields) !== column || record.deleted_at) sink(card.id);
          else if (record.version !== card.version) float({ ...card, ...record }, column);
        })
        .catch(() => {
          if (!asked.signal.aborted) sink(card.id);
        });
    }
    return () => asked.abort();
  }, [board]);
  return { floats, float };
}
