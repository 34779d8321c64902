import { describe, expect, it } from 'vitest';
import { begins, fit, fold, rank, step } from './rank';
import { touched } from './recent';

describe('how well words fit', () => {
  it('goes whole, beginning, word, words, initials, part', () => {
    const scores = [
      fit('new company', 'new company'),
      fit('new comp', 'new company'),
      fit('comp', 'new company'),
      fit('new com', 'newest of companies'),
      fit('nc', 'new company'),
      fit('omp', 'new company'),
      fit('zzz', 'new company'),
    ];
    expect([...scores].sort((a, b) => b - a)).toEqual(scores);
    expect(scores.at(-1)).toBe(0);
  });
  it('does not care for case, diacritics or alphabet, but knows й from и', () => {
    expect(fit('novak', 'Tomáš Novák')).toBeGreaterThan(0);
    expect(fit('ЁЛКА', 'елка')).toBe(100);
    expect(fold('Йод')).toBe('йод');
    expect(fit('иод', 'Йод')).toBe(0);
    expect(fit('strasse', 'Straße')).toBe(100);
  });
});

describe('the order of entries', () => {
  const items = [
    { id: '1', label: 'Deals' },
    { id: '2', label: 'New deal' },
    { id: '3', label: 'Switch to dark', keywords: ['theme', 'тёмная'] },
  ];
  it('puts the best first and keeps what was given for equals', () => {
    expect(rank('deal', items).map((i) => i.id)).toEqual(['1', '2']);
    expect(rank('', items).map((i) => i.id)).toEqual(['1', '2', '3']);
  });
  it('knows a word with another ending among several', () => {
    const task = { id: '4', label: 'Новая задача', keywords: ['создать новая новый'] };
    expect(rank('создать задачу', [...items, task]).map((i) => i.id)).toEqual(['4']);
    expect(rank('новую задачу', [task]).length).toBe(1);
    expect(rank('тёмная тема', [{ id: '5', label: 'Включить тёмную тему' }]).length).toBe(1);
    expect(rank('создать сделку', [task])).toEqual([]);
  });
  it('finds by other names too', () => {
    expect(rank('темн', items).map((i) => i.id)).toEqual(['3']);
  });
});

it('the cursor goes round at both ends', () => {
  expect(step(0, -1, 3)).toBe(2);
  expect(step(2, 1, 3)).toBe(0);
  expect(step(-1, 1, 3)).toBe(0);
  expect(step(0, 1, 0)).toBe(-1);
});

it('a record opened again moves to the top, and eight are kept', () => {
  const list = Array.from({ length: 8 }, (_, i) => ({ object: 'deal', id: String(i) }));
  expect(touched(list, { object: 'deal', id: '5' }).map((r) => r.id)).toEqual([
    '5',
    '0',
    '1',
    '2',
    '3',
    '4',
    '6',
    '7',
  ]);
  expect(touched(list, { object: 'deal', id: 'x' })).toHaveLength(8);
});

it('a query begins with a word, in whatever form', () => {
  const words = ['перенести', 'переместить', 'move'];
  for (const query of ['move', 'Move to negotiation', 'перенести в', 'перене'])
    expect(begins(query, words), query).toBe(true);
  for (const query of ['mov', 'remove', 'acme move', ''])
    expect(begins(query, words), query).toBe(false);
});
