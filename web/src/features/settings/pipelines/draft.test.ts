import { expect, test } from 'vitest';
import { draftOf, noRules, rulesOf, tally } from './draft';

test('rules that were only looked at are sent as they came', () => {
  const rules = {
    ...noRules,
    required: ['amount', 'company.website'],
    checklist: [{ text: 'Offer sent', required: true }],
    plan: [{ title: 'Call', due: { in: 2, unit: 'working_hour' as const } }],
    guidance: 'Ask who decides.',
    rotting_days: 14,
  };
  expect(rulesOf(draftOf(rules))).toEqual(rules);
});

test('empty lines are not sent, and a text of spaces is no text', () => {
  const draft = draftOf(noRules);
  draft.checklist.push({ key: 'a', text: '  ', required: true }, { key: 'b', text: 'Visit' });
  draft.guidance = ' \n';
  const rules = rulesOf(draft);
  expect(rules.checklist).toEqual([{ text: 'Visit' }]);
  expect(rules.guidance).toBeNull();
});

test('a stage that asks for nothing has nothing to tell', () => {
  expect(tally(null)).toEqual([]);
  expect(tally({ ...noRules, next: [], rotting_days: 7 })).toEqual([
    { key: 'limits', count: 1 },
    { key: 'days', count: 7 },
  ]);
});
