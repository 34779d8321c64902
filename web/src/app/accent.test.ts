import { expect, it } from 'vitest';
import { accents, accentTokens, luminance } from './accent';
import { arranged } from './workspace';

const contrast = (a: number, b: number) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);

it('every accent on offer carries white letters', () => {
  for (const accent of accents) expect(contrast(luminance(accent), 1)).toBeGreaterThan(4.5);
});

it('a bright accent of one’s own carries dark letters', () => {
  expect(accentTokens('#ffd400', 'light')['--on-accent']).toBe('#17181c');
  expect(accentTokens('#2563c9', 'dark')['--on-accent']).toBe('#fff');
});

it('the menu orders what it names, hides what it hides, and keeps the rest behind', () => {
  const places = ['company', 'contact', 'deal', 'x_boat'].map((key) => ({ key }));
  const menu = [
    { key: 'deal', hidden: false },
    { key: 'contact', hidden: true },
    { key: 'gone', hidden: false },
  ];
  expect(arranged(places, menu).map(({ key }) => key)).toEqual(['deal', 'company', 'x_boat']);
  expect(arranged(places, []).map(({ key }) => key)).toEqual(places.map(({ key }) => key));
});
