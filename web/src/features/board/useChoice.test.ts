import { describe, expect, it } from 'vitest';
import type { Column } from './types';
import { turned } from './useChoice';

const column = (...ids: string[]) => ({ records: ids.map((id) => ({ id })) }) as unknown as Column;
const columns = [column('a', 'b', 'c', 'd'), column('x', 'y')];
const given = (chosen: string[], last: string | null, card: string, range = false) =>
  [...turned(columns, new Set(chosen), last, card, range)].sort().join('');

describe('choosing cards', () => {
  it('takes one by one and lets go of it again', () => {
    expect(given([], null, 'b')).toBe('b');
    expect(given(['b'], 'b', 'x')).toBe('bx');
    expect(given(['b', 'x'], 'x', 'b')).toBe('x');
  });
  it('takes a range in a column, downwards and upwards, and keeps what was chosen', () => {
    expect(given(['b'], 'b', 'd', true)).toBe('bcd');
    expect(given(['d', 'x'], 'd', 'b', true)).toBe('bcdx');
  });
  it('takes the card alone where the one before lies in another column or nowhere', () => {
    expect(given(['x'], 'x', 'c', true)).toBe('cx');
    expect(given([], null, 'c', true)).toBe('c');
    expect(given(['c'], 'gone', 'c', true)).toBe('c');
  });
});
