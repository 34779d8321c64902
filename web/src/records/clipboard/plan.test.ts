import { expect, test } from 'vitest';
import type { Shown } from '@/fields';
import { makeFormat } from '@/i18n/format';
import { acme, catalogue, company, users } from '@/test/world';
import { columnsOf } from '../columns';
import { changesOf, planEmpty, planFill, planPaste } from './plan';

const cx: Shown = {
  format: makeFormat('en', 'Europe/Prague', 'EUR'),
  catalogue,
  user: () => undefined,
  people: () => users,
  stage: () => undefined,
  pipeline: () => undefined,
  words: { yes: 'Yes', no: 'No', hidden: 'Hidden' },
  today: '2026-11-22',
};
const columns = columnsOf(catalogue, company, [
  { field: 'industry' },
  { field: 'annual_revenue' },
  { field: 'created_at' },
]);
const none = () => [];
const two = [acme(), { ...acme({ name: 'Beta', industry: null }), id: 'b' }];

test('a paste tells changes, what is so already, and what cannot be', () => {
  const plan = planPaste(
    two,
    columns.slice(1, 3),
    [
      ['retail', '1500'],
      ['energy', 'much'],
    ],
    cx,
    none,
  );
  expect(plan.unchanged).toBe(1);
  expect(plan.changes.map(({ record, field, after }) => [record.id, field.key, after])).toEqual([
    [two[0]?.id, 'annual_revenue', { amount: '1500', currency: 'EUR' }],
    ['b', 'industry', 'energy'],
  ]);
  expect(plan.bad.map((cell) => [cell.record.id, cell.text, cell.wrong])).toEqual([
    ['b', 'much', 'number'],
  ]);
});

test('what may not be written and what may not be empty is named', () => {
  const plan = planPaste([acme()], columns.slice(3), [['2026-01-01']], cx, none);
  expect(plan.bad[0]?.wrong).toBe('locked');
  expect(planEmpty([acme()], columns.slice(0, 1), cx).bad[0]?.wrong).toBe('required');
  const locked = { ...acme(), can: { edit: false, delete: false } };
  expect(planEmpty([locked], columns.slice(1, 2), cx).bad[0]?.wrong).toBe('locked');
});

test('filling down takes the values of the first row', () => {
  const plan = planFill(two, columns.slice(1, 3), cx);
  expect(changesOf(plan.changes)).toEqual([{ id: 'b', set: { industry: 'retail' } }]);
  expect(plan.unchanged).toBe(1);
});

test('the cells of a record are one change', () => {
  const plan = planEmpty(two, columns.slice(1, 3), cx);
  expect(changesOf(plan.changes)).toEqual([
    { id: two[0]?.id, set: { industry: null, annual_revenue: null } },
    { id: 'b', set: { annual_revenue: null } },
  ]);
});
