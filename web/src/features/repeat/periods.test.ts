import { expect, test } from 'vitest';
import { filterOf, movedTo } from './periods';

test('periods are told apart by the month of today', () => {
  expect(filterOf('overdue', '2026-11-22')).toEqual({
    and: [{ field: 'next_purchase_on', op: 'lt', value: '2026-11-22' }],
  });
  expect(filterOf('this', '2026-11-22')).toEqual({
    and: [{ field: 'next_purchase_on', op: 'between', value: ['2026-11-22', '2026-11-30'] }],
  });
  expect(filterOf('next', '2026-12-31')).toEqual({
    and: [{ field: 'next_purchase_on', op: 'between', value: ['2027-01-01', '2027-01-31'] }],
  });
  expect(filterOf('later', '2026-12-31')).toEqual({
    and: [{ field: 'next_purchase_on', op: 'gte', value: '2027-02-01' }],
  });
});

test('who is moved keeps the day of the month as far as there is one', () => {
  expect(movedTo('next', '2027-01-10', '2026-12-31')).toBe('2027-02-28');
  expect(movedTo('this', '2026-11-22', '2026-08-25')).toBe('2026-11-25');
  expect(movedTo('this', '2026-11-22', '2026-08-05')).toBe('2026-11-30');
  expect(movedTo('later', '2026-11-22', null)).toBe('2027-01-22');
  expect(movedTo('none', '2026-11-22', '2026-08-05')).toBe(null);
});
