import { useSyncExternalStore } from 'react';
import type { Rec } from '@/api/types';

let current: Rec | null = null;
const listeners = new Set<() => void>();

/** Asks from anywhere how a task ended; null for no task. The shell draws the dialog. */
export function setCompleting(task: Rec | null): void {
  current = task;
  for (const listener of listeners) listener();
}

export function useCompleting(): Rec | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}
