import { describe, expect, it } from 'vitest';
import type { Field, FieldKind, ObjectType } from '@/api/types';
import {
  flaws,
  identities,
  matchOf,
  point,
  setMatch,
  soundKey,
  targetsOf,
  unused,
} from './mapping';
import type { ImportMapping } from './wire';

function field(key: string, kind: FieldKind, extra: Partial<Field> = {}): Field {
  const flags = {
    required: false,
    read_only: false,
    unique: false,
    custom: false,
    system: false,
    hidden: false,
  };
  return {
    key,
    kind,
    label: key,
    ...flags,
    sortable: true,
    groupable: true,
    operators: [],
    ...extra,
  };
}

function object(key: string, title: string, fields: Field[]): ObjectType {
  const can = { read: 'all', create: true, edit: 'all', delete: 'all', destroy: 'all' } as const;
  return {
    key,
    label: key,
    label_plural: key,
    icon: '',
    custom: false,
    title,
    owner: 'owner',
    parent: null,
    verbs: [],
    can,
    fields,
  };
}

const company = object('company', 'name', [
  field('name', 'text', { required: true }),
  field('industry', 'text', { label: 'Industry' }),
  field('addresses', 'address'),
  field('emails', 'emails'),
  field('parent', 'link', { targets: ['company'] }),
  field('owner', 'user'),
  field('created_at', 'date_time', { system: true, read_only: true }),
  field('external_id', 'external_ids', { system: true }),
]);

const mapping = (
  columns: Record<string, string | null>,
  extra: Partial<ImportMapping> = {},
): ImportMapping => ({
  object: 'company',
  columns: Object.fromEntries(
    Object.entries(columns).map(([name, to]) => [name, to === null ? null : { field: to }]),
  ),
  key: null,
  existing: 'update',
  missing: 'create',
  ...extra,
});

const targets = targetsOf(company);

describe('where a column can go', () => {
  it('offers writable fields, addresses part by part, and external ids', () => {
    const values = targets.map((t) => t.value);
    expect(values).toContain('addresses.country');
    expect(values).not.toContain('addresses');
    expect(values).not.toContain('created_at');
    expect(values).toContain('external_id');
  });

  const at = (value: string) => targets.find((t) => t.value === value) ?? null;

  it('gives a field to one column only, but phones and addresses to several', () => {
    const before = mapping({ a: 'name', b: null, c: 'emails' });
    expect(point(before, 'b', at('name'), targets).columns).toEqual({
      a: null,
      b: { field: 'name' },
      c: { field: 'emails' },
    });
    expect(point(before, 'b', at('emails'), targets).columns).toMatchObject({
      b: { field: 'emails' },
      c: { field: 'emails' },
    });
    expect(point(before, 'a', null, targets).columns.a).toBeNull();
  });

  it('forgets what was decided about a field that no column leads to any more', () => {
    const matches = { parent: { x: '1' }, owner: { y: '2' } };
    const before = mapping({ a: 'parent', b: 'owner' }, { matches });
    expect(point(before, 'a', at('industry'), targets).matches).toEqual({ owner: { y: '2' } });
    expect(point(before, 'a', at('parent'), targets).matches).toEqual(matches);
  });

  it('lets the key follow the columns, but not when every row is to be a new record', () => {
    const before = mapping({ a: 'name', b: 'emails' }, { key: 'emails' });
    expect(point(before, 'b', null, targets).key).toBe('name');
    expect(point({ ...before, key: null }, 'b', null, targets).key).toBeNull();
  });
});

describe('by what a row is recognised', () => {
  it('is only a field in use whose kind can tell', () => {
    const found = identities(mapping({ a: 'name', b: 'parent', c: 'emails' }), targets);
    expect(found.map((t) => t.value)).toEqual(['name', 'emails', 'parent']);
  });
  it('keeps the chosen one while it is in use, else takes the most reliable', () => {
    const m = mapping({ a: 'name', b: 'external_id', c: 'emails' });
    expect(soundKey({ ...m, key: 'name' }, targets, 'name')).toBe('name');
    expect(soundKey({ ...m, key: 'industry' }, targets, 'name')).toBe('external_id');
    expect(soundKey({ ...m, key: ['emails', 'external_id'] }, targets, 'name')).toEqual([
      'emails',
      'external_id',
    ]);
    expect(soundKey(mapping({ a: 'industry' }), targets, 'name')).toBeNull();
    expect(soundKey(mapping({ a: 'owner' }), [], 'name')).toBeNull();
    expect(soundKey(mapping({ a: 'emails' }), targets, 'name')).toBe('emails');
    expect(soundKey(mapping({ a: 'emails' }, { object: 'lead' }), targets, 'name')).toBeNull();
  });
});

it('columns with values that go nowhere are known', () => {
  const columns = [
    { name: 'a', samples: [], filled: 3 },
    { name: 'b', samples: [], filled: 2 },
    { name: 'c', samples: [], filled: 0 },
  ];
  expect(unused(mapping({ a: 'name', b: null, c: null }), columns).map((c) => c.name)).toEqual([
    'b',
  ]);
});

describe('values that match nothing', () => {
  it('are decided once for the whole file and can be taken back', () => {
    let m = mapping({ p: 'parent' });
    m = setMatch(m, 'p', 'GTX', { to: 'existing', id: '42' });
    m = setMatch(m, 'p', 'none', { to: 'empty' });
    expect(m.matches).toEqual({ p: { GTX: '42', none: '' } });
    expect(matchOf(m, 'p', 'GTX')).toEqual({ to: 'existing', id: '42' });
    expect(matchOf(m, 'p', 'none')).toEqual({ to: 'empty' });
    expect(matchOf(m, 'p', 'other')).toBeNull();
    expect(matchOf(setMatch(m, 'p', 'GTX', null), 'p', 'GTX')).toBeNull();
  });
});

describe('what keeps a file from being read', () => {
  it('is named', () => {
    expect(flaws(mapping({ a: null }), company)).toEqual([{ flaw: 'nothing_mapped', fields: [] }]);
    expect(flaws(mapping({ a: 'industry' }), company)).toEqual([
      { flaw: 'title_missing', fields: ['name'] },
    ]);
    expect(flaws(mapping({ a: 'name' }), company)).toEqual([]);
  });
  it('does not ask for what the server fills or puts together', () => {
    const deal = object('deal', 'name', [
      field('name', 'text', { required: true }),
      field('stage', 'stage', { required: true }),
      field('product', 'link', { targets: ['product'] }),
      field('x_code', 'text', { required: true }),
    ]);
    expect(flaws(mapping({ a: 'product' }, { object: 'deal' }), deal)).toEqual([
      { flaw: 'required_missing', fields: ['x_code'] },
    ]);
    const lead = object('lead', 'name', [
      field('name', 'text', { required: true }),
      field('status', 'one_of', { required: true }),
      field('phones', 'phones'),
    ]);
    expect(flaws(mapping({ a: 'phones' }, { object: 'lead' }), lead)).toEqual([]);
  });
});
