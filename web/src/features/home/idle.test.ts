import { expect, it } from 'vitest';
import type { Board } from '@/api/types';
import { idleDeals, mayBeMore } from './idle';

const column = (kind: string, next: string | null, cards: [string, number, boolean][]) => ({
  stage: { kind },
  next,
  records: cards.map(([id, days_in_stage, planned]) => ({
    id,
    days_in_stage,
    next_task: planned ? { id: 't', title: '', due_at: null, state: 'planned' } : null,
  })),
});
const board = (...columns: ReturnType<typeof column>[]) => ({ columns }) as unknown as Board;

it('open deals with nothing planned come longest in their stage first', () => {
  const boards = [
    board(
      column('open', null, [
        ['a', 3, false],
        ['b', 9, true],
      ]),
      column('won', null, [['c', 40, false]]),
    ),
    board(column('open', null, [['d', 12, false]])),
  ];
  expect(idleDeals(boards).map((deal) => deal.id)).toEqual(['d', 'a']);
  expect(mayBeMore(boards)).toBe(false);
});

it('more such deals are admitted when an open column goes on', () => {
  expect(mayBeMore([board(column('open', 'x', []))])).toBe(true);
  expect(mayBeMore([board(column('lost', 'x', []))])).toBe(false);
});
