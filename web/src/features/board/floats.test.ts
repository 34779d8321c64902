import { describe, expect, it } from 'vitest';
import type { BoardCard } from '@/api/types';
import { floatedUp, outOfSight, withFloats } from './floats';
import type { Board } from './types';

const card = (id: string) => ({ id, fields: {} }) as unknown as BoardCard;
const column = (id: string, ids: string[], next: string | null = null) => ({
  id,
  records: ids.map(card),
  next,
});
const board = (...columns: ReturnType<typeof column>[]) => ({ columns }) as unknown as Board;
const ids = (state: Board) => state.columns.map((c) => c.records.map((r) => r.id).join(''));

describe('cards just moved', () => {
  it('lie on top of their column, the last one uppermost', () => {
    const floats = floatedUp([{ card: card('c'), column: 'x' }], { card: card('b'), column: 'x' });
    expect(ids(withFloats(board(column('x', ['a', 'b', 'c'])), floats))).toEqual(['bca']);
  });
  it('stay in sight when the server has sunk them to a page not yet loaded', () => {
    const state = board(column('x', ['a'], 'next'), column('y', ['d']));
    expect(ids(withFloats(state, [{ card: card('z'), column: 'x' }]))).toEqual(['za', 'd']);
    expect(outOfSight(state, [{ card: card('z'), column: 'x' }])).toHaveLength(1);
  });
  it('are let go where they lie elsewhere by now, or nowhere', () => {
    const state = board(column('x', ['a']), column('y', ['b']));
    expect(withFloats(state, [{ card: card('b'), column: 'x' }])).toBe(state);
    expect(withFloats(state, [{ card: card('z'), column: 'x' }])).toBe(state);
    expect(withFloats(state, [{ card: card('a'), column: 'gone' }])).toBe(state);
  });
  it('count once, however often they are moved', () => {
    const twice = floatedUp([{ card: card('a'), column: 'x' }], { card: card('a'), column: 'y' });
    expect(twice).toHaveLength(1);
  });
});
