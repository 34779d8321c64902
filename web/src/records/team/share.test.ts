import { expect, test } from 'vitest';
import type { Rec } from '@/api/types';
import { restAmountOf, restOf } from './share';

const member = (share: string | null) => ({ fields: { share } }) as unknown as Rec;

test('what is left for the owner is exact to the hundredth', () => {
  expect(restOf([])).toBe(100);
  expect(restOf([member('33.33'), member('33.33'), member('33.34')])).toBe(0);
  expect(restOf([member('0.1'), member('0.2'), member(null)])).toBe(99.7);
});

test('what is left of the amount is exact to the cent, and unsaid where a part is hidden', () => {
  const euros = (amount: string) => ({ amount, currency: 'EUR' });
  const part = (share: string | null, amount: string | null) =>
    ({ fields: { share, share_amount: amount === null ? null : euros(amount) } }) as unknown as Rec;
  const members = [part('33.33', '333.30'), part('33.33', '333.30'), part(null, null)];
  expect(restAmountOf(euros('1000.01'), members)).toEqual(euros('333.41'));
  expect(restAmountOf({ amount: '54', currency: 'JPY' }, [])?.amount).toBe('54');
  expect(restAmountOf(euros('0.05'), [part('80', '0.04')])?.amount).toBe('0.01');
  expect(restAmountOf(euros('10.00'), [part('50', null)])).toBeNull();
  expect(restAmountOf(null, members)).toBeNull();
});
