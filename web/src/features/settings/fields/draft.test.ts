import { expect, it } from 'vitest';
import { freeKey, optionsOf, slug } from './draft';

it('a key comes from the name, in any alphabet', () => {
  expect(slug('Preferred colour?')).toBe('preferred_colour');
  expect(slug('Цвет кухни')).toBe('tsvet_kukhni');
  expect(slug('Příští schůzka')).toBe('pristi_schuzka');
  expect(slug('2026 budget')).toBe('n2026_budget');
  expect(slug('颜色')).toBe('');
});

it('a key that is taken is counted on', () => {
  expect(freeKey('x_colour', new Set(['x_colour', 'x_colour_2']))).toBe('x_colour_3');
});

it('options that were there keep their keys whatever they are called now, new ones get one', () => {
  const before = [
    { key: 'red', label: 'Red', tone: 'red' as const },
    { key: 'blue', label: 'Blue', tone: 'blue' as const },
  ];
  const drafts = [
    { key: 'blue', label: 'Sky', tone: 'blue' as const },
    { key: 'red', label: 'Red', tone: 'amber' as const },
    { key: '', label: 'Red', tone: 'gray' as const },
    { key: '', label: ' ', tone: 'gray' as const },
  ];
  expect(optionsOf(drafts, before)).toEqual([
    { key: 'blue', tone: 'blue', label: 'Sky' },
    { key: 'red', tone: 'amber', label: 'Red' },
    { key: 'red_2', tone: 'gray', label: 'Red' },
  ]);
});
