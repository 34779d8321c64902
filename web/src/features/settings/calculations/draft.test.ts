import { describe, expect, test } from 'vitest';
import type { Calculation } from '@/records/calculations/wire';
import { definitionOf, draftOf, says, wordOf, wrongAt } from './draft';

const cleaning: Calculation = {
  key: 'cleaning',
  name: 'Cleaning',
  currency: 'EUR',
  formula: "area * if(windows = 'yes', 2.4, 1.8)",
  archived: false,
  parameters: [
    { key: 'area', label: 'Area', kind: 'number', unit: 'm²', min: '1', default: '40' },
    {
      key: 'windows',
      label: 'Windows',
      kind: 'choice',
      options: [{ key: 'yes', label: 'With' }],
      default: 'yes',
    },
  ],
  cases: [{ parameters: { area: '10', windows: 'yes' }, expected: '24' }],
};

describe('a draft of a calculation', () => {
  test('goes back to the server as it came', () => {
    const { key: _, ...definition } = cleaning;
    const sent = JSON.parse(JSON.stringify(definitionOf(draftOf(cleaning), 'en')));
    expect(sent).toEqual(definition);
  });
  test('writes numbers with the sign that is used here, and takes them back', () => {
    const draft = draftOf({ ...cleaning, cases: [{ parameters: {}, expected: '24.5' }] }, ',');
    expect(draft.cases[0]?.expected).toBe('24,5');
    expect(definitionOf(draft, 'ru').cases[0]?.expected).toBe('24.5');
  });
  test('keeps what cases say when a parameter is renamed', () => {
    const draft = draftOf(cleaning);
    const parameters = draft.parameters.map((one) =>
      one.key === 'area' ? { ...one, key: 'surface' } : one,
    );
    const { cases } = definitionOf({ ...draft, parameters }, 'en');
    expect(cases[0]?.parameters).toEqual({ surface: '10', windows: 'yes' });
  });
  test('takes numbers as they are written here', () => {
    const draft = draftOf(cleaning);
    const cases = draft.cases.map((one) => ({ ...one, expected: '1 234,50' }));
    expect(definitionOf({ ...draft, cases }, 'cs').cases[0]?.expected).toBe('1234.50');
  });
});

test('a word for formulas is made of any language and is no word that formulas have', () => {
  expect(wordOf('Площадь, м²', [])).toBe('ploschad_m');
  expect(wordOf('Šířka stolu', [])).toBe('sirka_stolu');
  expect(wordOf('Price', [])).toBe('price_2');
  expect(wordOf('Hours', ['hours'])).toBe('hours_2');
  expect(wordOf('2 rooms', [])).toBe('rooms');
  expect(wordOf('²', [])).toBe('');
});

test('a formula says a name outside of texts only', () => {
  expect(says('round(price * 2, 2)', 'price')).toBe(true);
  expect(says("if(kind = 'price', 1, 2)", 'price')).toBe(false);
  expect(says('list_price * 2', 'price')).toBe(false);
});

test('what is wrong is found at its place and below it', () => {
  const problems = [{ field: 'cases[1].parameters.area', code: 'required', params: {} }];
  expect(wrongAt(problems, 'cases[1]')?.code).toBe('required');
  expect(wrongAt(problems, 'cases[0]')).toBeUndefined();
  expect(wrongAt(problems, 'case')).toBeUndefined();
});
