import { expect, test } from 'vitest';
import type { Catalogue } from '@/api/types';
import { askedAtEnd, type Choices, ofDeal, paramsOf, unnamed } from './conversion';

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

test('what the stage asks for goes with the new deal, and so does its pipeline', () => {
  const filled = { 'company.website': 'sill.example' };
  expect(paramsOf(usual, false, filled)).toEqual({ deal: filled });
  const deal = { how: 'usual', name: 'Awnings', pipeline: 'p1' } as const;
  expect(paramsOf({ ...usual, deal }, false, filled)).toEqual({
    deal: { name: 'Awnings', pipeline: 'p1', ...filled },
  });
  expect(paramsOf({ ...usual, deal: { how: 'none' } }, false, filled)).toEqual({ deal: false });
  expect(unnamed({ ...usual, deal }).deal).toEqual({ how: 'usual', pipeline: 'p1' });
});

test('what speaks against the deal is told apart from what speaks against the lead', () => {
  const lead = { field: 'position', code: 'required', params: {} };
  expect(ofDeal([lead])).toBeNull();
  const deal = { field: 'deal.company.website', code: 'required', params: {} };
  expect(ofDeal([lead, deal])?.problems).toEqual([{ ...deal, field: 'company.website' }]);
});

test('what the lead lacks for the stage in which it ends is known before it is converted', () => {
  const won = {
    kind: 'won',
    rules: { required: ['amount', 'position', 'company', 'contact.position'] },
  };
  const pipelines = [{ id: 'p', stages: [{ kind: 'open' }, won] }];
  const catalogue = { pipelines } as unknown as Catalogue;
  const lead = { fields: { pipeline: 'p', position: 'Buyer' } };
  expect(askedAtEnd(catalogue, lead)).toEqual(['amount']);
  expect(askedAtEnd(catalogue, { fields: {} })).toEqual([]);
});
