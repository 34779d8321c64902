import type { Recent } from './recent';

const ID = /^[0-9a-f-]{16,}$/i;

/** The record under the cursor of a list, of a focused card or link. */
export function pointed(at: Element | null): Recent | null {
  const cell = document.getElementById(at?.getAttribute('aria-activedescendant') ?? '');
  const holder = cell?.closest('[data-row]') ?? at?.closest('[data-card]');
  const link = holder ? holder.querySelector('a[href]') : at?.closest('a[href]');
  const path = link?.getAttribute('href');
  return path ? opened(path, {}) : null;
}

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
