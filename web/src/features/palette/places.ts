import type { Recent } from './recent';

const ID = /^[0-9a-f-]{16,}$/i;

/** The record that an address shows, on its own page or beside something. */
export function opened(path: string, search: Record<string, unknown>): Recent | null {
  const [, first, second, third] = path.split('/');
  if (first === 'records' && second && third && ID.test(third))
    return { object: second, id: third };
  const open = typeof search.open === 'string' && ID.test(search.open) ? search.open : null;
  if (!open) return null;
  if (first === 'records' && second) return { object: second, id: open };
  if (first === 'notifications' && typeof search.object === 'string')
    return { object: search.object, id: open };
  if (first === 'leads') return { object: 'lead', id: open };
  if (first === 'board') return { object: 'deal', id: open };
  return first === 'tasks' || first === 'calendar' ? { object: 'task', id: open } : null;
}
