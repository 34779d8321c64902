import { expect, test } from 'vitest';
import type { Stage } from '@/api/types';
import { paramsFor, verbFor } from './wire';

const stage = (id: string, kind: Stage['kind']): Stage => ({
  id,
  name: id,
  kind,
  probability: 0,
  tone: 'blue',
  position: 0,
});
const [open, other, won, lost, unfit] = [
  stage('o', 'open'),
  stage('o2', 'open'),
  stage('w', 'won'),
  stage('l', 'lost'),
  stage('l2', 'lost'),
] as const;
const all = [open, other, won, lost, unfit];

test('a move is named by what it means', () => {
  expect(verbFor(open, other, all)).toEqual({ verb: 'move', params: { stage: 'o2' } });
  expect(verbFor(open, won, all)).toEqual({ verb: 'win', params: {} });
  expect(verbFor(won, lost, all)).toEqual({ verb: 'lose', params: {} });
  expect(verbFor(lost, open, all)).toEqual({ verb: 'reopen', params: { stage: 'o' } });
});

test('a stage is named where a pipeline has several of its kind', () => {
  expect(verbFor(open, unfit, all)).toEqual({ verb: 'lose', params: { stage: 'l2' } });
  expect(verbFor(lost, unfit, all)).toEqual({ verb: 'move', params: { stage: 'l2' } });
});

test('what the verb does not know goes to the fields that hold it', () => {
  const given = { reason: 'Price', note: 'Too dear', set: { 'company.website': 'a.example' } };
  expect(paramsFor('lose', given)).toEqual({
    reason: 'Price',
    note: 'Too dear',
    set: { 'company.website': 'a.example' },
  });
  expect(paramsFor('move', given)).toEqual({
    set: { 'company.website': 'a.example', outcome_reason: 'Price', outcome_note: 'Too dear' },
  });
});

test('the amount of a loss is a field, that of a win is a parameter', () => {
  const amount = { amount: '10.00', currency: 'EUR' };
  expect(paramsFor('win', { amount })).toEqual({ amount });
  expect(paramsFor('lose', { amount })).toEqual({ set: { amount } });
});

test('nothing said is nothing sent, and a new owner goes along', () => {
  expect(paramsFor('move', { reason: '' })).toEqual({});
  expect(paramsFor('win', {}, { owner: 'u1' })).toEqual({ set: { owner: 'u1' } });
});
