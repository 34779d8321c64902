import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { keys } from '@/api/keys';
import type { Page, Rec } from '@/api/types';

type Held = Page | InfiniteData<Page> | undefined;

/** Changes a record wherever the cache holds it: its own entry, pages of lists, related lists. */
export function patchRecord(
  client: QueryClient,
  object: string,
  id: string,
  change: (record: Rec) => Rec,
): void {
  client.setQueryData<Rec>(keys.record(object, id), (held) => (held ? change(held) : held));
  const inPage = (page: Page): Page => {
    if (!page.records.some((record) => record.id === id)) return page;
    return {
      ...page,
      records: page.records.map((record) => (record.id === id ? change(record) : record)),
    };
  };
  client.setQueriesData<Held>({ queryKey: keys.records(object) }, (held) => {
    if (!held) return held;
    if ('pages' in held) return { ...held, pages: held.pages.map(inPage) };
    return 'records' in held ? inPage(held) : held;
  });
}

/** The newest copy of a record that the cache holds. */
export function heldRecord(client: QueryClient, object: string, id: string): Rec | undefined {
  let newest = client.getQueryData<Rec>(keys.record(object, id));
  for (const [, held] of client.getQueriesData<Held>({ queryKey: keys.records(object) })) {
    if (!held) continue;
    const pages = 'pages' in held ? held.pages : 'records' in held ? [held] : [];
    for (const page of pages) {
      const found = page.records.find((record) => record.id === id);
      if (found && (!newest || found.version > newest.version)) newest = found;
    }
  }
  return newest;
}
