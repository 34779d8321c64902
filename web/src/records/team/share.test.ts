import { expect, test } from 'vitest';
import type { Rec } from '@/api/types';
import { restOf } from './share';

const member = (share: string | null) => ({ fields: { share } }) as unknown as Rec;

test('what is left for the owner is exact to the hundredth', () => {
  expect(restOf([])).toBe(100);
  expect(restOf([member('33.33'), member('33.33'), member('33.34')])).toBe(0);
  expect(restOf([member('0.1'), member('0.2'), member(null)])).toBe(99.7);
});
