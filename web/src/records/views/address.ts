import { searchOf } from '../search';
import { parts, type TableState } from './state';

/** The address of a table as it looks now, spelled out, so that it needs no view that the other may not have. */
export function addressOf(object: string, state: TableState, q: string | undefined): string {
  const url = new URL(`/records/${encodeURIComponent(object)}`, window.location.origin);
  url.searchParams.set('view', 'all');
  const search = searchOf(state);
  for (const part of parts) {
    const value = search[part];
    if (value === null || value === undefined) continue;
    url.searchParams.set(part, written(value));
  }
  if (q) url.searchParams.set('q', written(q));
  return url.href;
}

/** As the router reads it: what would be taken for a number or a list is put in quotes. */
function written(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  try {
    JSON.parse(value);
    return JSON.stringify(value);
  } catch {
    return value;
  }
}
