import { expect, test } from 'vitest';
import type { BulkResult } from '@/api/types';
import { isCommon, lacksOf } from './lacking';

const required = (field: string) => ({ code: 'required', field, params: { stage: 'Proposal' } });
const ticked = (item: string, stage: string) => ({
  code: 'checklist',
  field: 'checklist',
  params: { item, stage },
});
const refused = (id: string, ...problems: object[]) => ({
  id,
  ok: false,
  code: 'stage_rules',
  problems,
});

test('what keeps deals from a stage is told once, with how many it keeps', () => {
  const result = {
    batch: null,
    dry_run: true,
    counts: { changed: 1, unchanged: 0, failed: 4 },
    results: [
      { id: 'a', ok: true, version: 2 },
      refused('b', required('amount'), ticked('Sent', 'New')),
      refused('c', required('amount'), required('company.website')),
      refused('d', ticked('Sent', 'Old'), ticked('Signed', 'Old')),
      { id: 'e', ok: false, code: 'forbidden' },
    ],
  } as unknown as BulkResult;
  const told = lacksOf(result).map(({ item, deals }) => [
    item.code,
    item.params?.item ?? item.field ?? null,
    deals,
  ]);
  expect(told.slice(0, 2)).toEqual([
    ['required', 'amount', 2],
    ['checklist', 'Sent', 2],
  ]);
  expect(told.slice(2)).toEqual([
    ['required', 'company.website', 1],
    ['checklist', 'Signed', 1],
    ['forbidden', null, 1],
  ]);
  expect(lacksOf(undefined)).toEqual([]);
});

test('a common value is given for what is of the deals themselves', () => {
  expect(isCommon(required('amount'))).toBe(true);
  expect(isCommon(ticked('Sent', 'New'))).toBe(true);
  expect(isCommon({ code: 'unknown_option', field: 'outcome_reason' })).toBe(true);
  expect(isCommon(required('company.website'))).toBe(false);
  expect(isCommon({ code: 'transition_forbidden', field: 'stage' })).toBe(false);
});
