import { expect, test } from 'vitest';
import { addDays } from '@/ui/Calendar';
import { clockOf, minutesOf, pieces, sideBySide, snap } from './layout';
import { daysOf, moved } from './range';
import { calendarSearch } from './search';

const next = (day: string) => addDays(day, 1);
const block = (id: string, start: number, end: number) => ({
  id,
  day: '2026-11-24',
  start,
  end,
  before: false,
  after: false,
});
const placed = (blocks: ReturnType<typeof block>[]) =>
  sideBySide(blocks).map(({ id, left, width }) => [id, left, width]);

test('what does not overlap takes the whole width, what touches does not overlap', () => {
  expect(placed([block('a', 540, 600), block('b', 600, 660)])).toEqual([
    ['a', 0, 1],
    ['b', 0, 1],
  ]);
});

test('what overlaps stands side by side, and takes the room that is free', () => {
  expect(placed([block('a', 540, 660), block('b', 570, 630)])).toEqual([
    ['a', 0, 0.5],
    ['b', 0.5, 0.5],
  ]);
  // Three lanes at the top; the last one has two of them for itself.
  const wide = placed([
    block('a', 540, 720),
    block('b', 540, 600),
    block('c', 540, 600),
    block('d', 630, 700),
  ]);
  expect(wide.at(-1)).toEqual(['d', 1 / 3, 2 / 3]);
});

test('two short ones that would cover each other count as half an hour', () => {
  expect(placed([block('a', 540, 545), block('b', 550, 555)])).toEqual([
    ['a', 0, 0.5],
    ['b', 0.5, 0.5],
  ]);
});

test('what goes over midnight is cut, and each piece knows it', () => {
  const span = { id: 'a', day: '2026-11-30', start: 1380, end: 1500 };
  expect(pieces(span, next)).toEqual([
    { id: 'a', day: '2026-11-30', start: 1380, end: 1440, before: false, after: true },
    { id: 'a', day: '2026-12-01', start: 0, end: 60, before: true, after: false },
  ]);
});

test('clocks and minutes', () => {
  expect(minutesOf('07:30')).toBe(450);
  expect(clockOf(450)).toBe('07:30');
  expect(snap(458)).toBe(465);
  expect(snap(-20)).toBe(0);
});

test('a view shows its days: the week from its first day, the month in whole weeks', () => {
  expect(daysOf('week', '2026-11-22', 1).at(0)).toBe('2026-11-16');
  expect(daysOf('week', '2026-11-22', 0).at(0)).toBe('2026-11-22');
  const month = daysOf('month', '2026-11-22', 1);
  expect(month.length).toBe(42);
  expect([month[0], month.at(-1)]).toEqual(['2026-10-26', '2026-12-06']);
  expect(daysOf('month', '2026-02-10', 1).length).toBe(35);
  expect(daysOf('agenda', '2026-11-22', 1).length).toBe(30);
});

test('next and previous go by what is shown', () => {
  expect(moved('day', '2026-12-31', 1)).toBe('2027-01-01');
  expect(moved('week', '2026-11-22', -1)).toBe('2026-11-15');
  expect(moved('month', '2026-01-31', 1)).toBe('2026-02-28');
});

test('an address that makes no sense is read as if it said nothing', () => {
  expect(calendarSearch({ view: 'year', day: '2026-99-99', who: [], tones: 1 })).toEqual({
    view: undefined,
    day: undefined,
    who: undefined,
    tones: undefined,
    open: undefined,
  });
});
