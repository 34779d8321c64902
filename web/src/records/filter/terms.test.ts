import { expect, test } from 'vitest';
import type { FilterNode } from '@/api/types';
import { both, carryValue, conditionsOf, countTerms, filterOf, isComplete } from './terms';

const term: FilterNode = { field: 'amount', op: 'gte', value: '100' };

test('no condition is no filter at all', () => {
  expect(filterOf([])).toBeUndefined();
  expect(both(undefined, undefined)).toBeUndefined();
});

test('filters come together as one list of conditions', () => {
  const or: FilterNode = { or: [term, { not: term }] };
  expect(both({ and: [term] }, or)).toEqual({ and: [term, or] });
  expect(conditionsOf(or)).toEqual([or]);
  expect(countTerms({ and: [term, or] })).toBe(3);
});

test('a condition counts once it says something', () => {
  expect(isComplete({ field: 'name', op: 'contains', value: ' ' })).toBe(false);
  expect(isComplete({ field: 'owner', op: 'in', value: [] })).toBe(false);
  expect(isComplete({ field: 'name', op: 'empty' })).toBe(true);
  expect(isComplete({ field: 'active', op: 'eq', value: false })).toBe(true);
});

test('a value survives a change to a comparison of the same shape only', () => {
  expect(carryValue('gte', 'lt', '5')).toBe('5');
  expect(carryValue('in', 'not_in', ['a'])).toEqual(['a']);
  expect(carryValue('gte', 'between', '5')).toBeUndefined();
  expect(carryValue('within', 'empty', { last: 7, unit: 'day' })).toBeUndefined();
});
