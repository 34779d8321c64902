import { useSyncExternalStore } from 'react';
import type { FieldValue, Rec, TimelineEntry } from '@/api/types';

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

export type Change = { id: string; name: string; at: string };

/** Who changed which field of a record last: its timeline has the newest first. */
export function changesOf(entries: readonly TimelineEntry[], id: string): Map<string, Change> {
  const found = new Map<string, Change>();
  for (const { record, by, at, changes } of entries) {
    if (record.id !== id || !by) continue;
    for (const { field } of changes) if (!found.has(field)) found.set(field, { ...by, at });
  }
  return found;
}
