import { expect, test } from 'vitest';
import { same } from './same';

test('values are compared by what they say', () => {
  expect(same({ amount: '1.00', currency: 'EUR' }, { currency: 'EUR', amount: '1.00' })).toBe(true);
  expect(same([{ value: 'a' }], [{ value: 'b' }])).toBe(false);
  expect(same(['a', 'b'], ['b', 'a'])).toBe(false);
  expect(same(0, false)).toBe(false);
});

test('null, nothing, an empty text and an empty list are the same emptiness', () => {
  expect(same(null, undefined)).toBe(true);
  expect(same('', null)).toBe(true);
  expect(same([], null)).toBe(true);
  expect(same(0, null)).toBe(false);
});
