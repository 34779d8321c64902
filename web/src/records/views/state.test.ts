import { expect, test } from 'vitest';
import { listSearch, overridesIn, searchOf } from '../search';
import {
  effective,
  isChanged,
  overridesOf,
  plain,
  readColumn,
  type TableState,
  writeColumn,
} from './state';

const view: TableState = {
  ...plain,
  filter: { and: [{ field: 'amount', op: 'gte', value: '100' }] },
  sort: '-amount',
  columns: [
    { field: 'stage', width: 180 },
    { field: 'company.industry', pinned: true },
  ],
};

const through = (search: object) => listSearch(JSON.parse(JSON.stringify(search)));

test('columns are written shortly and read back', () => {
  for (const column of view.columns ?? []) expect(readColumn(writeColumn(column))).toEqual(column);
  expect(writeColumn({ field: 'stage', pinned: true, width: 90 })).toBe('!stage:90');
  expect(readColumn('stage; drop')).toBeUndefined();
  expect(readColumn('a.b.c')).toBeUndefined();
  expect(readColumn('stage:9999')).toEqual({ field: 'stage', width: 1200 });
});

test('a view as it was saved leaves nothing in the address', () => {
  expect(searchOf(overridesOf(view, { ...view }))).toEqual({});
});

test('the address holds what differs, and the same table comes back from it', () => {
  const wanted: TableState = { ...view, sort: 'name', group: 'owner', totals: { amount: 'avg' } };
  const search = through(searchOf(overridesOf(view, wanted)));
  expect(search.filter).toBeUndefined();
  expect(effective(view, overridesIn(search))).toEqual(wanted);
  expect(isChanged(view, overridesIn(search))).toBe(true);
});

test('what was taken away stays away after loading again', () => {
  const wanted: TableState = { ...view, filter: null, columns: null };
  const search = through(searchOf(overridesOf(view, wanted)));
  expect(search).toMatchObject({ filter: null, columns: null });
  expect(effective(view, overridesIn(search))).toEqual(wanted);
});

test('an address with nonsense in it is read as if the nonsense were not there', () => {
  expect(
    listSearch({
      columns: ['ok', 7, '!', 'x y'],
      totals: { amount: 'median', price: 'sum' },
      density: 'huge',
      group: 5,
    }),
  ).toMatchObject({
    columns: ['ok'],
    totals: { price: 'sum' },
    density: undefined,
    group: undefined,
  });
});
