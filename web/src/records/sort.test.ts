import { expect, test } from 'vitest';
import { cycle, readSort, writeSort } from './sort';

test('the order in the address reads back as it was written', () => {
  const text = '-amount,name';
  expect(writeSort(readSort(text))).toBe(text);
  expect(writeSort(readSort(undefined))).toBeUndefined();
});

test('clicks on a header go up, down, and back to nothing', () => {
  const up = cycle([], 'name', false);
  const down = cycle(up, 'name', false);
  expect(writeSort(up)).toBe('name');
  expect(writeSort(down)).toBe('-name');
  expect(cycle(down, 'name', false)).toEqual([]);
});

test('a plain click forgets the other columns, a click with shift keeps them', () => {
  const both = cycle(cycle([], 'amount', false), 'name', true);
  expect(writeSort(both)).toBe('amount,name');
  expect(writeSort(cycle(both, 'amount', true))).toBe('-amount,name');
  expect(writeSort(cycle(both, 'stage', false))).toBe('stage');
});
