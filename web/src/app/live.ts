import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { BASE } from '@/api/http';
import { keys } from '@/api/keys';
import type { Rec } from '@/api/types';

export type Change = { object: string; id: string; version: number };

/** Changes come in bursts (an import, a bulk edit): what is on the screen is asked for again at most this often. */
const PAUSE = 400;

let connected = true;
const listeners = new Set<() => void>();

function setConnected(next: boolean): void {
  if (next === connected) return;
  connected = next;
  for (const listener of listeners) listener();
}

export function useConnected(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => connected,
  );
}

/** Versions that this window's own writes made: their echo needs no second look. */
const own = new Map<string, number>();

export function noteOwn(id: string, version: number): void {
  own.set(id, version);
  if (own.size > 500) own.delete(own.keys().next().value as string);
}

/** Those that carry something which follows from records of `objects`. */
function carriers(objects: ReadonlySet<string>): string[] {
  if (objects.has('task')) return ['deal', 'company', 'contact'];
  if (objects.has('deal')) return ['company', 'contact'];
  return objects.has('contact') ? ['company'] : [];
}

/** Asks again for whatever on the screen the changes may have touched. */
export function invalidate(client: QueryClient, changes: Iterable<Change>): void {
  const objects = new Set<string>();
  for (const change of changes) {
    objects.add(change.object);
    const key = ['record', change.object, change.id];
    const held = client.getQueryData<Rec>(key);
    if (held && held.version < change.version) void client.invalidateQueries({ queryKey: key });
    void client.invalidateQueries({ queryKey: ['timeline', change.object, change.id] });
    void client.invalidateQueries({ queryKey: ['files', change.object, change.id] });
  }
  for (const object of objects) {
    void client.invalidateQueries({ queryKey: ['records', object] });
    void client.invalidateQueries({ queryKey: ['figures', object] });
  }
  // A deal and its lines follow each other: what the lines come to, and what the discount on the whole leaves of each.
  if (objects.has('line_item')) {
    void client.invalidateQueries({ queryKey: ['record', 'deal'] });
    void client.invalidateQueries({ queryKey: ['records', 'deal'] });
    void client.invalidateQueries({ queryKey: ['figures', 'deal'] });
  }
  if (objects.has('deal')) void client.invalidateQueries({ queryKey: ['records', 'line_item'] });
  // What clients and deals carry of others (the next step, what they buy) changes without a change of their own.
  for (const object of carriers(objects)) {
    for (const part of ['record', 'records', 'figures']) {
      void client.invalidateQueries({ queryKey: [part, object] });
    }
  }
  // The day on Home tells of new leads too.
  if (objects.has('lead')) {
    void client.invalidateQueries({ queryKey: ['figures', 'deal', 'today'] });
  }
}

/** Fields, stages, people or rights have changed: what the screen is built from is asked for again, then what it shows. */
export async function rebuild(client: QueryClient): Promise<void> {
  const frame = [keys.session, keys.workspace, keys.catalogue, keys.users, keys.teams];
  await Promise.all(frame.map((queryKey) => client.invalidateQueries({ queryKey })));
  refreshAll(client);
}

export function refreshAll(client: QueryClient): Promise<unknown> {
  const all = ['records', 'record', 'timeline', 'figures', 'files', 'followers'];
  return Promise.all(all.map((prefix) => client.invalidateQueries({ queryKey: [prefix] })));
}

type Told = (id: string) => void;
const toldListeners = new Set<Told>();

/** Told of every new notification of one's own, and when one has been read elsewhere. */
export function onTold(listener: Told): () => void {
  toldListeners.add(listener);
  return () => toldListeners.delete(listener);
}

/** Keeps the screen true: listens to the server's changes and refetches; after a lost connection, everything shown. */
export function useLive(): void {
  const client = useQueryClient();
  useEffect(() => {
    const waiting = new Map<string, Change>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let flushed = Number.NEGATIVE_INFINITY;
    let lost = false;
    let rebuilding: ReturnType<typeof setTimeout> | undefined;
    const source = new EventSource(`${BASE}/live`);

    const flush = () => {
      timer = undefined;
      flushed = performance.now();
      const changes = [...waiting.values()];
      waiting.clear();
      invalidate(client, changes);
    };
    source.addEventListener('change', (event) => {
      const change = JSON.parse((event as MessageEvent<string>).data) as Change;
      if ((own.get(change.id) ?? 0) >= change.version) return;
      waiting.set(change.id, change);
      // The first of a burst counts at once, the rest together.
      timer ??= setTimeout(flush, Math.max(0, flushed + PAUSE - performance.now()));
    });
    const rebuildSoon = () => {
      rebuilding ??= setTimeout(() => {
        rebuilding = undefined;
        void rebuild(client);
      }, PAUSE);
    };
    source.addEventListener('catalogue', rebuildSoon);
    // More happened than could be told one by one.
    source.addEventListener('reset', rebuildSoon);
    source.addEventListener('view', (event) => {
      const { object } = JSON.parse((event as MessageEvent<string>).data) as { object: string };
      void client.invalidateQueries({ queryKey: ['views', object] });
    });
    source.addEventListener('presence', (event) => {
      const { object, id } = JSON.parse((event as MessageEvent<string>).data) as Change;
      void client.invalidateQueries({ queryKey: ['presence', object, id] });
    });
    source.addEventListener('notification', (event) => {
      const { id } = JSON.parse((event as MessageEvent<string>).data) as { id: string };
      for (const listener of toldListeners) listener(id);
    });
    source.addEventListener('open', () => {
      setConnected(true);
      if (lost) rebuildSoon();
      lost = false;
    });
    source.addEventListener('error', () => {
      lost = true;
      setConnected(false);
    });
    return () => {
      source.close();
      clearTimeout(timer);
      clearTimeout(rebuilding);
      setConnected(true);
    };
  }, [client]);
}
