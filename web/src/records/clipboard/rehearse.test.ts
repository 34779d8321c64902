import { expect, test } from 'vitest';
import type { BulkResult, Field, Rec } from '@/api/types';
import type { CellPlan } from './plan';
import { rehearse } from './rehearse';

const cell = (id: string, key: string, after: string) =>
  ({
    record: { id, fields: {} } as unknown as Rec,
    field: { key, label: key } as Field,
    before: null,
    after,
  }) as CellPlan;

/** A server that refuses what is called bad, naming the first such field, and everything of the record `closed`. */
function server(tries: unknown[]) {
  return async (changes: { id: string; set: Record<string, unknown> }[]) => {
    tries.push(changes.map(({ set }) => Object.keys(set)));
    const results = changes.map(({ id, set }) => {
      if (id === 'closed') return { id, ok: false, code: 'forbidden', problems: [] };
      const bad = Object.keys(set).find((key) => set[key] === 'bad');
      const problems = bad ? [{ field: `${bad}[0].value`, code: 'wrong' }] : [];
      return { id, ok: !bad, code: bad ? 'invalid' : undefined, problems };
    });
    return { results } as unknown as BulkResult;
  };
}

test('a wrong cell does not keep the others of its row from changing', async () => {
  const tries: unknown[] = [];
  const cells = [
    cell('a', 'one', 'fine'),
    cell('a', 'two', 'bad'),
    cell('a', 'three', 'bad'),
    cell('b', 'one', 'fine'),
    cell('closed', 'one', 'fine'),
  ];
  const refused = await rehearse(cells, server(tries));
  expect([...refused.keys()].sort()).toEqual(['a three', 'a two', 'closed one']);
  expect(refused.get('closed one')?.code).toBe('forbidden');
  expect(tries).toEqual([
    [['one', 'two', 'three'], ['one'], ['one']],
    [['one', 'three']],
    [['one']],
  ]);
});
