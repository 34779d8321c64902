import { expect, test } from 'vitest';
import type { FilterNode } from '@/api/types';
import { filterOfRoot, newGroup, newTerm, replaced, rootOf } from './draft';

const big: FilterNode = { field: 'amount', op: 'gte', value: '1000' };
const retail: FilterNode = { field: 'company.industry', op: 'eq', value: 'retail' };
const recent: FilterNode = { field: 'created_at', op: 'within', value: { last: 30, unit: 'day' } };

test('a filter of nested groups comes back as it was', () => {
  const filter: FilterNode = { and: [big, { or: [retail, { not: { and: [recent, big] } }] }] };
  expect(filterOfRoot(rootOf(filter))).toEqual(filter);
});

test('a single condition becomes the one of its group', () => {
  expect(filterOfRoot(rootOf(big))).toEqual({ and: [big] });
  expect(filterOfRoot(rootOf({ or: [big, retail] }))).toEqual({ and: [{ or: [big, retail] }] });
  expect(filterOfRoot(rootOf({ not: big }))).toEqual({ and: [{ not: { and: [big] } }] });
});

test('what is not complete and what is empty is left out', () => {
  const root = rootOf(undefined);
  expect(filterOfRoot(root)).toBeUndefined();
  const half = newTerm({ field: 'name', op: 'contains', value: ' ' });
  const group = newGroup('or', [newTerm(), half]);
  expect(filterOfRoot({ ...root, items: [newTerm(big as never), group] })).toEqual({ and: [big] });
});

test('a part deep inside is changed or taken away', () => {
  const inner = newTerm();
  const root = newGroup('and', [newGroup('or', [inner, newTerm(retail as never)])]);
  expect(filterOfRoot(replaced(root, inner.id, newTerm(big as never)))).toEqual({
    and: [{ or: [big, retail] }],
  });
  expect(filterOfRoot(replaced(root, inner.id, null))).toEqual({ and: [{ or: [retail] }] });
});
