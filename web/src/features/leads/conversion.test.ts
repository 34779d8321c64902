import { expect, test } from 'vitest';
import { type Choices, paramsOf } from './conversion';

const usual: Choices = {
  company: { how: 'usual' },
  contact: { how: 'usual' },
  deal: { how: 'usual' },
};

test('what nobody has decided is left to the server', () => {
  expect(paramsOf(usual)).toEqual({});
  expect(paramsOf(usual, true)).toEqual({ on_duplicate: 'allow' });
});

test('a known record goes by its id, none as false, a new one with its name', () => {
  expect(
    paramsOf({
      company: { how: 'existing', id: 'c1' },
      contact: { how: 'none' },
      deal: { how: 'new', name: ' Awnings ' },
    }),
  ).toEqual({ company: 'c1', contact: false, deal: { name: 'Awnings' } });
  expect(paramsOf({ ...usual, company: { how: 'new' } })).toEqual({ company: {} });
});
