import { expect, test } from 'vitest';
import { reordered } from './Sortable';

test('an item put elsewhere pushes the others along', () => {
  expect(reordered(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
  expect(reordered(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
  expect(reordered(['a', 'b', 'c'], 1, 9)).toEqual(['a', 'c', 'b']);
});
