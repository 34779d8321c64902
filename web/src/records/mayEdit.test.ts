import { expect, test } from 'vitest';
import type { Field, Rec } from '@/api/types';
import { mayEditField } from './EditInPlace';

const field = (key: string) => ({ key, read_only: false }) as Field;
const deal = (can: Rec['can']): Rec => ({ object: 'deal', id: 'd', version: 1, fields: {}, can });

test('who may change a deal but not give it away is not offered its owner', () => {
  const member = deal({ edit: true, delete: false, assign: false });
  expect(mayEditField(member, field('owner'))).toBe(false);
  expect(mayEditField(member, field('name'))).toBe(true);
  expect(mayEditField(deal({ edit: true, delete: true }), field('owner'))).toBe(true);
  expect(mayEditField(deal({ edit: false, delete: false }), field('name'))).toBe(false);
});
