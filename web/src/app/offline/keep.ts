import type { QueryClient } from '@tanstack/react-query';
import { onProblem } from '@/api/http';
import { learn } from '@/api/labels';
import type { Refs } from '@/api/types';
import { answers, type Kept } from './store';

/** What is written down: everything that pages are made of. Searches as one types, and secrets, are not. */
const kinds = new Set([
  'session',
  'catalogue',
  'users',
  'teams',
  'records',
  'record',
  'files',
  'followers',
  'timeline',
  'figures',
  'views',
  'today',
  'workspace',
  'preferences',
  'notifications',
]);
/** An answer longer than this is not worth its place. */
const LONGEST = 400_000;
const PAUSE = 1500;

export function isKept(key: readonly unknown[]): boolean {
  return typeof key[0] === 'string' && kinds.has(key[0]);
}

let restored: Promise<void> | null = null;
/** Seen, but not written down yet. */
const waiting = new Map<string, Kept>();

function teach(data: unknown): void {
  if (typeof data !== 'object' || data === null) return;
  learn((data as { refs?: Refs }).refs);
  const { pages } = data as { pages?: unknown };
  if (Array.isArray(pages)) for (const page of pages) teach(page);
}

/** Brings back what was last seen wherever nothing newer is held. */
export function restore(client: QueryClient): Promise<void> {
  restored ??= (async () => {
    for (const { key, data, at } of await answers.all()) {
      teach(data);
      const held = client.getQueryState(key);
      if (held?.data === undefined) client.setQueryData(key, data, { updatedAt: at });
    }
  })();
  return restored;
}

/** Writes down what is seen, a moment after it was, and brings it back when there is no connection. */
export function keepSeen(client: QueryClient): void {
  if (typeof indexedDB === 'undefined') return;
  let timer: ReturnType<typeof setTimeout> | undefined;
  void answers.ready();
  const write = () => {
    timer = undefined;
    const list = [...waiting.values()].filter(({ data }) => JSON.stringify(data).length <= LONGEST);
    waiting.clear();
    restored = null;
    void answers.put(list).then(() => answers.trim());
  };
  client.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'success') return;
    const { queryKey, queryHash, state } = event.query;
    // What was put there by hand is either an assumption or comes from here.
    if (event.action.manual || !isKept(queryKey) || state.data === undefined) return;
    waiting.set(queryHash, {
      hash: queryHash,
      key: queryKey,
      data: state.data,
      at: state.dataUpdatedAt,
    });
    if (timer === undefined) timer = setTimeout(write, PAUSE);
  });
  // Who closes the page or puts the telephone away at once has seen it all the same.
  const writeNow = () => {
    if (timer === undefined) return;
    clearTimeout(timer);
    write();
  };
  window.addEventListener('pagehide', writeNow);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') writeNow();
  });
  const bring = () => void restore(client);
  window.addEventListener('offline', bring);
  onProblem((problem) => {
    if (problem.code === 'offline') bring();
  });
  if (!navigator.onLine) bring();
}

/** Nothing of what one person saw stays for the next. */
export function forgetSeen(): void {
  restored = null;
  waiting.clear();
  if (typeof indexedDB !== 'undefined') void answers.clear();
}
