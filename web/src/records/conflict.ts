import { useSyncExternalStore } from 'react';
import type { FieldValue, Rec } from '@/api/types';

export type Conflict = {
  object: string;
  /** The record as it is now on the server. */
  present: Rec;
  /** What this person wanted to write. */
  mine: Record<string, FieldValue>;
};

let current: Conflict | null = null;
const listeners = new Set<() => void>();

export function setConflict(next: Conflict | null): void {
  current = next;
  for (const listener of listeners) listener();
}

export function useConflict(): Conflict | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}
