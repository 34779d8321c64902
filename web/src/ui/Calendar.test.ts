import { expect, test } from 'vitest';
import { addDays, addMonths, weeksOf } from './Calendar';

test('six whole weeks cover any month, from the first day of the week', () => {
  const weeks = weeksOf('2026-11-22', 1);
  expect(weeks).toHaveLength(6);
  expect(weeks[0]?.[0]).toBe('2026-10-26');
  expect(weeks.flat()).toContain('2026-11-30');
  expect(weeksOf('2026-11-22', 0)[0]?.[0]).toBe('2026-11-01');
});

test('a month on from the 31st is the last day of a shorter month', () => {
  expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
  expect(addMonths('2026-03-31', -1)).toBe('2026-02-28');
  expect(addMonths('2026-12-15', 1)).toBe('2027-01-15');
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
});
