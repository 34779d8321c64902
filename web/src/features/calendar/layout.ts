/** Minutes of a day. */
export const DAY = 1440;
/** What a block is at least, so that its title can be read and it can be grasped. */
export const LEAST = 30;
/** Drags and keys go by quarters of an hour. */
export const STEP = 15;

/** A stretch of one day, in minutes from its midnight. */
export type Span = { id: string; day: string; start: number; end: number };
export type Placed = Span & {
  /** The part of the day's width that it takes: from `left`, as wide as `width`, both 0 to 1. */
  left: number;
  width: number;
  /** Whether it goes on from the day before, or into the day after. */
  before: boolean;
  after: boolean;
};

export function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
}

export function clockOf(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

export function snap(minutes: number, step = STEP): number {
  return Math.max(0, Math.min(DAY, Math.round(minutes / step) * step));
}

/** Cuts what goes over midnight: a piece for each of the days shown. `next` tells the day after a day. */
export function pieces(
  span: Span,
  next: (day: string) => string,
): Omit<Placed, 'left' | 'width'>[] {
  const found: Omit<Placed, 'left' | 'width'>[] = [];
  let { day, start, end } = span;
  let before = false;
  while (end > DAY && found.length < 14) {
    found.push({ id: span.id, day, start, end: DAY, before, after: true });
    day = next(day);
    start = 0;
    end -= DAY;
    before = true;
  }
  found.push({ id: span.id, day, start, end, before, after: false });
  return found;
}

/** Puts what overlaps side by side; a block takes the free room to its right. */
export function sideBySide(day: Omit<Placed, 'left' | 'width'>[]): Placed[] {
  const sorted = day
    .map((piece) => ({ ...piece, end: Math.max(piece.end, piece.start + LEAST) }))
    .sort((a, b) => a.start - b.start || b.end - a.end || a.id.localeCompare(b.id));
  const placed: Placed[] = [];
  let cluster: typeof sorted = [];
  let until = -1;
  const flush = () => {
    placed.push(...lanes(cluster));
    cluster = [];
  };
  for (const piece of sorted) {
    if (piece.start >= until) flush();
    cluster.push(piece);
    until = cluster.length === 1 ? piece.end : Math.max(until, piece.end);
  }
  flush();
  return placed;
}

function lanes(cluster: Omit<Placed, 'left' | 'width'>[]): Placed[] {
  const rows: (typeof cluster)[] = [];
  const lane = new Map<(typeof cluster)[number], number>();
  for (const piece of cluster) {
    let at = rows.findIndex((row) => (row.at(-1)?.end ?? 0) <= piece.start);
    if (at < 0) at = rows.push([]) - 1;
    rows[at]?.push(piece);
    lane.set(piece, at);
  }
  return cluster.map((piece) => {
    const at = lane.get(piece) ?? 0;
    let width = 1;
    const clashes = (other: (typeof cluster)[number]) =>
      other.start < piece.end && other.end > piece.start;
    while (at + width < rows.length && !rows[at + width]?.some(clashes)) width += 1;
    return { ...piece, left: at / rows.length, width: width / rows.length };
  });
}
