import { describe, expect, it } from 'vitest';
import { added, emptyScript, newId, problemsByNode, shaped, without } from './draft';

const script = () => emptyScript({ hello: 'Hello', ask: 'Why?', end: 'Bye' });

describe('a script under construction', () => {
  it('begins whole: each step leads to the next', () => {
    expect(script().nodes.map((node) => node.next)).toEqual(['step-2', 'step-3', undefined]);
  });
  it('takes steps of every kind with what they need', () => {
    const [next, id] = added(script(), 'choice', 'Which?');
    expect(id).toBe('step-4');
    expect(next.nodes.at(-1)).toMatchObject({ answers: [{ label: '', next: 'step-1' }] });
    expect(newId(next.nodes)).toBe('step-5');
    const input = {
      id: 'a',
      kind: 'input',
      text: 'x',
      next: 'b',
      field: 'note',
      required: true,
    } as const;
    expect(shaped({ ...input, kind: 'say' }, 'z')).toEqual({
      id: 'a',
      kind: 'say',
      text: 'x',
      next: 'b',
      required: false,
    });
    expect(shaped({ ...input, kind: 'end' }, 'z')).not.toHaveProperty('next');
  });
  it('closes the gap that a step leaves', () => {
    const less = without(script(), 'step-2');
    expect(less.nodes.map((node) => [node.id, node.next])).toEqual([
      ['step-1', 'step-3'],
      ['step-3', undefined],
    ]);
    expect(without(script(), 'step-1').start).toBe('step-2');
  });
  it('shows what is wrong at its step', () => {
    const found = problemsByNode([
      { field: 'nodes.a.next', code: 'not_found', params: { node: 'a' } },
      { field: 'objects', code: 'required' },
    ]);
    expect([...found.keys()]).toEqual(['a', '']);
  });
});
