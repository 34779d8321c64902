import { describe, expect, it } from 'vitest';
import { blocksOf, type Node, nextNode, stepsToEnd } from './way';

const nodes: Node[] = [
  { id: 'hello', kind: 'say', text: 'Hello', next: 'who' },
  {
    id: 'who',
    kind: 'choice',
    text: 'Who?',
    answers: [
      { label: 'Me', next: 'why' },
      { label: 'Nobody', next: 'bye' },
      { label: 'Again', next: 'hello' },
    ],
  },
  { id: 'why', kind: 'input', text: 'Why?', next: 'bye' },
  { id: 'bye', kind: 'end', text: 'Bye' },
];

describe('the way through a script', () => {
  it('goes where the answer leads', () => {
    const next = (path: Parameters<typeof nextNode>[2]) => nextNode(nodes, 'hello', path)?.id;
    expect(next([])).toBe('hello');
    expect(next([{ node: 'hello' }])).toBe('who');
    expect(next([{ node: 'hello' }, { node: 'who', answer: 0 }])).toBe('why');
    expect(next([{ node: 'hello' }, { node: 'who', answer: 2 }])).toBe('hello');
    expect(next([{ node: 'hello' }, { node: 'who' }])).toBeUndefined();
    expect(next([{ node: 'hello' }, { node: 'who', answer: 1 }, { node: 'bye' }])).toBeUndefined();
  });
  it('is as long as the shortest way to an end, also where it turns in circles', () => {
    expect(stepsToEnd(nodes, 'hello')).toBe(2);
    expect(stepsToEnd(nodes, 'bye')).toBe(0);
  });
});

describe('texts to say', () => {
  it('have paragraphs, lists and bold words', () => {
    expect(blocksOf('Say **this**\n\n- one\n- two **b**')).toEqual([
      {
        list: false,
        lines: [
          [
            { text: 'Say ', bold: false },
            { text: 'this', bold: true },
          ],
        ],
      },
      {
        list: true,
        lines: [
          [{ text: 'one', bold: false }],
          [
            { text: 'two ', bold: false },
            { text: 'b', bold: true },
          ],
        ],
      },
    ]);
  });
});
