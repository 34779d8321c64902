import { expect, test } from 'vitest';
import type { Rec } from '@/api/types';
import type { Rows } from '../rows/types';
import { found, spotAt } from './spot';

/** A table of these records; nothing is known yet of those written as `…`. */
function table(...ids: string[]): Rows {
  return {
    at: (line: number) => (ids[line] && ids[line] !== '…' ? ({ id: ids[line] } as Rec) : undefined),
    groupAt: () => undefined,
    lineOf: (id: string) => ids.indexOf(id),
    lines: ids.length,
  } as unknown as Rows;
}

test('a cell follows its record when rows appear above it or leave', () => {
  const spot = spotAt(table('a', 'b', 'c'), { row: 1, column: 4 });
  expect(found(table('new', 'a', 'b', 'c'), spot)).toMatchObject({ row: 2, column: 4 });
  expect(found(table('b', 'c'), spot)).toMatchObject({ row: 0, column: 4 });
});

test('a cell whose record left the list is no other cell, and is itself again when the record returns', () => {
  const spot = spotAt(table('a', 'b', 'c'), { row: 1, column: 4 });
  expect(found(table('a', 'c'), spot)).toBeNull();
  expect(found(table('a'), spot)).toBeNull();
  expect(found(table('a', 'c', 'b'), spot)).toMatchObject({ row: 2 });
});

test('a line that is being fetched keeps the cell, and gives it its record when it has come', () => {
  const spot = spotAt(table('a', '…'), { row: 1, column: 0 });
  expect(found(table('a', '…'), spot)).toBe(spot);
  const known = found(table('a', 'b'), spot);
  expect(known).toMatchObject({ row: 1, line: 'b' });
  expect(found(table('…', '…'), known ?? spot)).toBe(known);
});
