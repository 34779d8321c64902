import { expect, it } from 'vitest';
import { namesOf } from '../names';
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

const called = (en: string, ru = '', cs = '') => ({ en, ru, cs });

it('options that were there keep their keys whatever they are called now, new ones get one', () => {
  const before = [
    { key: 'red', names: called('Red'), tone: 'red' as const },
    { key: 'blue', names: called('Blue'), tone: 'blue' as const },
  ];
  const drafts = [
    { key: 'blue', names: called('Sky', 'Небо'), tone: 'blue' as const },
    { key: 'red', names: called('Red'), tone: 'amber' as const },
    { key: '', names: called('Red'), tone: 'gray' as const },
    { key: '', names: called(' '), tone: 'gray' as const },
  ];
  expect(optionsOf(drafts, before, 'en')).toEqual([
    { key: 'blue', tone: 'blue', label: called('Sky', 'Небо', 'Sky') },
    { key: 'red', tone: 'amber', label: called('Red', 'Red', 'Red') },
    { key: 'red_2', tone: 'gray', label: called('Red', 'Red', 'Red') },
  ]);
});

it('what is left empty in a language is called as in the own one', () => {
  expect(namesOf(called('', 'Цвет'), 'ru')).toEqual(called('Цвет', 'Цвет', 'Цвет'));
  expect(namesOf(called('Colour', 'Цвет', 'Barva'), 'cs')).toEqual(
    called('Colour', 'Цвет', 'Barva'),
  );
  expect(namesOf(called(' '), 'en')).toBeNull();
});
