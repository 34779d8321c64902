import { expect, test } from 'vitest';
import type { Rec } from '@/api/types';
import { usualReasons } from './reasons';

const lost = (reason: string | null): Rec => ({
  object: 'deal',
  id: String(reason),
  version: 1,
  fields: { outcome_reason: reason },
});

test('the most frequent reason comes first, and letters do not tell reasons apart', () => {
  const records = ['Price', 'Timing', 'price', null, ' timing ', 'PRICE'].map(lost);
  expect(usualReasons(records)).toEqual(['Price', 'Timing']);
});

test('no more than five are offered', () => {
  expect(usualReasons(['a', 'b', 'c', 'd', 'e', 'f'].map(lost))).toHaveLength(5);
});
