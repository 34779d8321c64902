import { useSyncExternalStore } from 'react';

export type Toast = {
  id: number;
  text: string;
  detail?: string;
  tone: 'plain' | 'error' | 'success';
  action?: { label: string; run: () => void };
  /** How long it stays; undo stays eight seconds. */
  seconds: number;
};

let list: Toast[] = [];
let last = 0;
const listeners = new Set<() => void>();

function set(next: Toast[]): void {
  list = next;
  for (const listener of listeners) listener();
}

export const toasts = {
  show(
    toast: Omit<Toast, 'id' | 'tone' | 'seconds'> & Partial<Pick<Toast, 'tone' | 'seconds'>>,
  ): number {
    last += 1;
    set([...list.slice(-2), { tone: 'plain', seconds: toast.action ? 8 : 5, ...toast, id: last }]);
    return last;
  },
  dismiss(id: number): void {
    set(list.filter((toast) => toast.id !== id));
  },
  clear(): void {
    set([]);
  },
};

export function useToasts(): Toast[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => list,
  );
}
