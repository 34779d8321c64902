/** What can be begun: a note, an answer in a talk. */
const KINDS = ['note', 'talk'] as const;
export type Begun = (typeof KINDS)[number];

const key = (kind: Begun, of = '') => `kith.${kind}.${of}`;

/** What was begun in this window and not saved: it is there again after the page has been loaded again. */
export function begun(kind: Begun, of: string): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(key(kind, of)) ?? 'null');
  } catch {
    return null;
  }
}

/** Keeps what is begun; `null` takes it away. */
export function keepBegun(kind: Begun, of: string, value: unknown): void {
  try {
    if (value === null || value === undefined) sessionStorage.removeItem(key(kind, of));
    else sessionStorage.setItem(key(kind, of), JSON.stringify(value));
  } catch {
    // It then lasts as long as it is on the screen.
  }
}

/** What one person has begun is not for the next one at the same browser. */
export function forgetBegun(): void {
  try {
    for (const kept of Object.keys(sessionStorage))
      if (KINDS.some((kind) => kept.startsWith(key(kind)))) sessionStorage.removeItem(kept);
  } catch {
    // Nothing was kept.
  }
}
