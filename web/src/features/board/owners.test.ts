import { describe, expect, it } from 'vitest';
import type { FilterNode } from '@/api/types';
import { join, split, toggled } from './owners';
import type { Column } from './types';
import { neighbour, nextColumn } from './useBoardKeys';

const amount: FilterNode = { field: 'amount', op: 'gte', value: '10' };

describe('the owner filter', () => {
  it('comes out of the filter and goes back into it', () => {
    const whole: FilterNode = { and: [amount, { field: 'owner', op: 'in', value: ['a', '@me'] }] };
    expect(split(whole)).toEqual({ owners: ['a', '@me'], rest: { and: [amount] } });
    expect(join(split(whole))).toEqual(whole);
    expect(split({ field: 'owner', op: 'eq', value: '@me' })).toEqual({
      owners: ['@me'],
      rest: undefined,
    });
    expect(join({ owners: ['@me'], rest: undefined })).toEqual({
      and: [{ field: 'owner', op: 'eq', value: '@me' }],
    });
    expect(join({ owners: [], rest: undefined })).toBeUndefined();
    expect(join({ owners: ['a'], rest: amount })).toEqual({
      and: [amount, { field: 'owner', op: 'eq', value: 'a' }],
    });
  });
  it('leaves conditions on owners that it cannot show to the filter bar', () => {
    for (const node of [
      { and: [{ field: 'owner', op: 'empty' }] },
      { or: [{ field: 'owner', op: 'eq', value: 'a' }, amount] },
      { and: [{ not: { field: 'owner', op: 'eq', value: 'a' } }] },
    ] as FilterNode[]) {
      expect(split(node)).toEqual({ owners: [], rest: node });
    }
  });
  it('takes people in and out', () => {
    expect(toggled(['a'], 'b')).toEqual(['a', 'b']);
    expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
  });
});

describe('arrows on the board', () => {
  const column = (...ids: string[]) =>
    ({
      id: ids.join(),
      stage: { id: ids.join() },
      records: ids.map((id) => ({ id })),
    }) as unknown as Column;
  const columns = [column('a', 'b', 'c'), column(), column('d')];
  it('go up and down in a column and stop at its ends', () => {
    expect(neighbour(columns, 'a', [0, 1])).toBe('b');
    expect(neighbour(columns, 'a', [0, -1])).toBeNull();
    expect(neighbour(columns, 'c', [0, 1])).toBeNull();
  });
  it('go across at the same height, over empty columns, to the last card of a shorter one', () => {
    expect(neighbour(columns, 'b', [1, 0])).toBe('d');
    expect(neighbour(columns, 'd', [-1, 0])).toBe('a');
    expect(neighbour(columns, 'd', [1, 0])).toBeNull();
    expect(neighbour(columns, 'zzz', [1, 0])).toBeNull();
  });
});

describe('arrows among swimlanes', () => {
  const cell = (stage: string, owner: string, ...ids: string[]) =>
    ({
      id: `${stage}|${owner}`,
      owner,
      stage: { id: stage },
      records: ids.map((id) => ({ id })),
    }) as unknown as Column;
  const columns = [
    cell('new', 'ann', 'a', 'b'),
    cell('offer', 'ann'),
    cell('new', 'bob', 'c'),
    cell('offer', 'bob', 'd'),
  ];
  it('go down into the next lane of the same stage, and back up to its last card', () => {
    expect(neighbour(columns, 'b', [0, 1])).toBe('c');
    expect(neighbour(columns, 'c', [0, -1])).toBe('b');
    expect(neighbour(columns, 'a', [1, 0])).toBeNull();
  });
  it('with Shift carry a card to the next stage or the next owner', () => {
    expect(nextColumn(columns, 'a', [1, 0])?.id).toBe('offer|ann');
    expect(nextColumn(columns, 'a', [0, 1])?.id).toBe('new|bob');
    expect(nextColumn(columns, 'd', [0, 1])).toBeUndefined();
  });
});
