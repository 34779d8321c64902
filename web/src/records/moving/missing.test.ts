import { expect, test } from 'vitest';
import { Problem } from '@/api/problem';
import { canFill, missingOf } from './missing';

const refusal = (problems: unknown[]) => new Problem(409, { code: 'stage_rules', problems });
const website = { field: 'company.website', code: 'required', params: {} };
const item = { field: 'checklist', code: 'checklist', params: { item: 'Visit' } };

test('fields, items and the reason of the end can be filled in', () => {
  const problem = refusal([website, item, { field: 'outcome_reason', code: 'required' }]);
  expect(canFill(problem)).toBe(true);
  expect(missingOf(problem)).toEqual({
    fields: ['company.website'],
    items: ['Visit'],
    outcome: ['outcome_reason'],
  });
});

test('what forbids a move cannot be filled in', () => {
  const forbidden = { field: 'stage', code: 'transition_forbidden', params: {} };
  expect(canFill(refusal([website, forbidden]))).toBe(false);
  expect(canFill(new Problem(409, { code: 'version_conflict' }))).toBe(false);
});

test('a second refusal adds to the first and takes nothing away', () => {
  const first = missingOf(refusal([website]));
  const amount = { field: 'amount', code: 'required' };
  expect(missingOf(refusal([amount]), first).fields).toEqual(['company.website', 'amount']);
});
