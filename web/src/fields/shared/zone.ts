/** Minutes that a zone is ahead of UTC at a moment. */
function offsetAt(moment: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(moment);
  const part = (type: string) => Number(parts.find((entry) => entry.type === type)?.value);
  const local = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return Math.round((local - moment) / 60_000);
}

/** The moment at which the clocks of a zone show this day and time, in RFC 3339. */
export function momentOf(day: string, time: string, zone: string): string {
  const local = Date.parse(`${day}T${time.length === 5 ? `${time}:00` : time}Z`);
  let guess = local - offsetAt(local, zone) * 60_000;
  // Near a change of the clocks the first guess can take the offset from the wrong side.
  guess = local - offsetAt(guess, zone) * 60_000;
  return new Date(guess).toISOString().replace('.000Z', 'Z');
}

/** A moment in RFC 3339, as the server has it. */
export const isMoment = (text: string): boolean => /^\d{4}-\d{2}-\d{2}T/.test(text);

/** `9`, `930`, `9:30`, `9.30` → `09:30`. */
export function readTime(text: string): string | null {
  const found = /^\s*(\d{1,2})(?:[:.\s]?(\d{2}))?\s*$/.exec(text);
  if (!found) return null;
  const hours = Number(found[1]);
  const minutes = Number(found[2] ?? 0);
  if (hours > 23 || minutes > 59) return null;
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}
