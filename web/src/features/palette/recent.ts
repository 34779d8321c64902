/** Records opened lately, newest first, kept per person on this device: ids only, names come from the server. */

export type Recent = { object: string; id: string };

const LIMIT = 8;
const key = (user: string) => `kith.recent.${user}`;

function isRecent(value: unknown): value is Recent {
  const entry = value as Recent | null;
  return typeof entry?.object === 'string' && typeof entry.id === 'string';
}

export function recents(user: string): Recent[] {
  try {
    const list: unknown = JSON.parse(localStorage.getItem(key(user)) ?? '[]');
    return Array.isArray(list) ? list.filter(isRecent).slice(0, LIMIT) : [];
  } catch {
    return [];
  }
}

/** The list with `entry` on top. */
export function touched(list: readonly Recent[], entry: Recent): Recent[] {
  const rest = list.filter((other) => other.id !== entry.id);
  return [{ object: entry.object, id: entry.id }, ...rest].slice(0, LIMIT);
}

export function remember(user: string, entry: Recent): void {
  try {
    localStorage.setItem(key(user), JSON.stringify(touched(recents(user), entry)));
  } catch {
    // Storage may be full or switched off; the list is a convenience.
  }
}
