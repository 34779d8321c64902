import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { FilterNode } from '@/api/types';

/** The rows that are selected on the page: some of them by id, or all that a filter finds. */
export type Chosen = {
  object: string;
  count: number;
  whom: { ids: string[] } | { filter: FilterNode };
  /** Asks for the stage that they are to go to. */
  move?: () => void;
};

/** The list on the page, and how it is saved as a file. */
export type Listed = { label: string; save: (format: 'csv' | 'xlsx') => void };

let chosen: Chosen | null = null;
let listed: Listed | null = null;
const listeners = new Set<() => void>();

function tell(): void {
  for (const listener of listeners) listener();
}

function set(next: Chosen | null): void {
  chosen = next;
  tell();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Tells the palette what is selected, so that "assign to…" and "move to…" mean that. */
export function useTellChosen(next: Chosen | null): void {
  const key = JSON.stringify(next);
  const latest = useRef(next);
  latest.current = next;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same rows in another object are the same
  useEffect(() => {
    set(next && { ...next, move: next.move && (() => latest.current?.move?.()) });
    return () => set(null);
  }, [key]);
}

export function useChosen(): Chosen | null {
  return useSyncExternalStore(subscribe, () => chosen);
}

/** Tells the palette which list is on the page, so that it can be exported from there. */
export function useTellList(label: string | null, save: Listed['save']): void {
  const latest = useRef(save);
  latest.current = save;
  useEffect(() => {
    listed = label === null ? null : { label, save: (format) => latest.current(format) };
    tell();
    return () => {
      listed = null;
      tell();
    };
  }, [label]);
}

export function useListed(): Listed | null {
  return useSyncExternalStore(subscribe, () => listed);
}
