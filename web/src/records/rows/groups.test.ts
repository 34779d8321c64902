import { expect, test } from 'vitest';
import { field } from '@/test/world';
import { filterOfGroup, groupsOf, layOut } from './groups';

const answer = (rows: { keys: unknown[]; values: unknown[] }[]) =>
  ({ rows, refs: {}, currency: 'EUR', time_zone: 'UTC', unconverted: 0 }) as never;

test('a group knows which records are in it', () => {
  const stage = field('stage', 'stage', 'Stage');
  expect(filterOfGroup(stage, 's1', 'UTC', 'month')).toEqual({
    field: 'stage',
    op: 'in',
    value: ['s1'],
  });
  expect(filterOfGroup(stage, null, 'UTC', 'month')).toEqual({ field: 'stage', op: 'empty' });
  const close = field('expected_close', 'date', 'Close');
  expect(filterOfGroup(close, '2026-12-01', 'UTC', 'month')).toEqual({
    and: [
      { field: 'expected_close', op: 'gte', value: '2026-12-01' },
      { field: 'expected_close', op: 'lt', value: '2027-01-01' },
    ],
  });
  const made = field('created_at', 'date_time', 'Created');
  expect(filterOfGroup(made, '2026-03-01', 'Europe/Prague', 'month')).toEqual({
    and: [
      { field: 'created_at', op: 'gte', value: '2026-02-28T23:00:00Z' },
      { field: 'created_at', op: 'lt', value: '2026-03-31T22:00:00Z' },
    ],
  });
});

test('words that differ in case are one group', () => {
  const industry = field('industry', 'text', 'Industry');
  const groups = groupsOf(
    answer([
      { keys: ['Retail'], values: [3] },
      { keys: ['retail'], values: [2] },
      { keys: [null], values: [4] },
    ]),
    industry,
    [],
    'UTC',
    'month',
  );
  expect(groups.map((group) => [group.key, group.count])).toEqual([
    ['Retail', 5],
    [null, 4],
  ]);
});

test('figures of words that differ in case are put together, й is a letter of its own', () => {
  const euro = (amount: string) => ({ amount, currency: 'EUR' });
  const groups = groupsOf(
    answer([
      { keys: ['строительство'], values: [3, euro('10.50'), 4, 1] },
      { keys: ['Строительство'], values: [1, euro('0.25'), 9, 1] },
      { keys: ['стройтельство'], values: [2, euro('7.00'), 5, 0] },
    ]),
    field('industry', 'text', 'Industry'),
    [
      { path: 'amount', fn: 'sum' },
      { path: 'employees', fn: 'max' },
      { path: 'website', fn: 'filled' },
    ],
    'UTC',
    'month',
  );
  expect(groups.map((group) => [group.key, group.count, group.figures])).toEqual([
    ['строительство', 4, { amount: euro('10.75'), employees: 9, website: 0.5 }],
    ['стройтельство', 2, { amount: euro('7.00'), employees: 5, website: 0 }],
  ]);
});

test('the share that is filled is of the group', () => {
  const [group] = groupsOf(
    answer([{ keys: ['a'], values: [8, 2] }]),
    field('industry', 'text', 'Industry'),
    [{ path: 'website', fn: 'filled' }],
    'UTC',
    'month',
  );
  expect(group?.figures.website).toBe(0.25);
});

test('lines fall into open groups after their heads', () => {
  const make = (id: string, count: number) => ({
    id,
    key: id,
    count,
    filter: { and: [] },
    figures: {},
  });
  const groups = [make('a', 2), make('b', 100_000), make('c', 1)];
  const laid = layOut(groups, (id) => id !== 'a', new Map([['b', 100_001]]));
  expect(laid.starts).toEqual([0, 1, 100_003]);
  expect(laid.lines).toBe(100_005);
  expect([0, 1, 2, 100_002, 100_003, 100_004].map(laid.groupAt)).toEqual([0, 1, 1, 1, 2, 2]);
});
