import { useEffect, useSyncExternalStore } from 'react';
import type { FilterNode } from '@/api/types';

/** The rows that are selected on the page: some of them by id, or all that a filter finds. */
export type Chosen = {
  object: string;
  count: number;
  whom: { ids: string[] } | { filter: FilterNode };
};

let chosen: Chosen | null = null;
const listeners = new Set<() => void>();

function set(next: Chosen | null): void {
  chosen = next;
  for (const listener of listeners) listener();
}

/** Tells the palette what is selected, so that "assign to…" means that. */
export function useTellChosen(next: Chosen | null): void {
  const key = JSON.stringify(next);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same rows in another object are the same
  useEffect(() => {
    set(next);
    return () => set(null);
  }, [key]);
}

export function useChosen(): Chosen | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => chosen,
  );
}
