/** What a change can be taken back by. */
export type Written = { event: string | null; batch: string | null };

type Kept = Written & { at: number };
type Stacks = {
  user: string;
  /** One's own changes in this window that can still be taken back, the newest last. */
  own: Kept[];
  /** What undoing wrote, the newest last: undoing that does the change again. Another change ends it. */
  takenBack: Kept[];
};
export type Stack = 'own' | 'takenBack';

const KEY = 'kith.undo';
const MOST = 50;
/** Nobody remembers an hour later what Ctrl+Z would take back. */
const LASTS = 60 * 60_000;

/** As last written: all there is where the browser keeps nothing. */
let held: Stacks | null = null;

function isKept(value: unknown): value is Kept {
  const { event, batch, at } = (value ?? {}) as Partial<Kept>;
  const id = (one: unknown) => one === null || typeof one === 'string';
  return id(event) && id(batch) && typeof at === 'number';
}

function listOf(value: unknown): Kept[] {
  return Array.isArray(value) ? value.filter(isKept).slice(-MOST) : [];
}

function load(): Stacks | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
    const { user, own, takenBack } = (kept ?? {}) as Partial<Stacks>;
    return typeof user === 'string'
      ? { user, own: listOf(own), takenBack: listOf(takenBack) }
      : null;
  } catch {
    return null;
  }
}

/** The stacks of a person, without what is too old. Those of another person are nobody's business. */
function stacksOf(user: string): Stacks {
  held ??= load();
  if (held?.user !== user) held = { user, own: [], takenBack: [] };
  const since = Date.now() - LASTS;
  const recent = (list: Kept[]) => list.filter((one) => one.at >= since);
  held = { user, own: recent(held.own), takenBack: recent(held.takenBack) };
  return held;
}

function save(stacks: Stacks): void {
  held = stacks;
  try {
    sessionStorage.setItem(KEY, JSON.stringify(stacks));
  } catch {
    // Then it lasts as long as the page.
  }
}

/** Notes what can be taken back (or done again) from now on; the oldest makes room. */
export function keep(user: string, stack: Stack, { event, batch }: Written): void {
  const stacks = stacksOf(user);
  save({ ...stacks, [stack]: [...stacks[stack], { event, batch, at: Date.now() }].slice(-MOST) });
}

/** A new change: what had been taken back before it cannot be done again. */
export function changed(user: string, written: Written): void {
  save({ ...stacksOf(user), takenBack: [] });
  keep(user, 'own', written);
}

/** The newest of a stack. */
export function newest(user: string, stack: Stack): Written | undefined {
  const found = stacksOf(user)[stack].at(-1);
  return found && { event: found.event, batch: found.batch };
}

/** It is not tried again. */
export function drop(user: string, { event, batch }: Written): void {
  const stacks = stacksOf(user);
  const others = (list: Kept[]) =>
    list.filter((one) => (batch ? one.batch !== batch : one.event !== event));
  save({ ...stacks, own: others(stacks.own), takenBack: others(stacks.takenBack) });
}

/** Nothing is left of it: somebody else may sit down here. */
export function forgetUndone(): void {
  held = null;
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // There was nothing kept then.
  }
}
