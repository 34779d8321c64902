import { describe, expect, it } from 'vitest';
import { dateIn, monthName, monthOf, takesCards } from './months';

const today = '2026-11-22';

describe('a deal moved to a month', () => {
  it('keeps its day there', () => {
    expect(dateIn('2027-02', '2026-11-15', today)).toBe('2027-02-15');
  });
  it('gets the last day where the month is too short or no day was known', () => {
    expect(dateIn('2027-02', '2026-11-30', today)).toBe('2027-02-28');
    expect(dateIn('2028-02', null, today)).toBe('2028-02-29');
  });
  it('is not put on a day that has passed', () => {
    expect(dateIn('2026-11', '2026-10-05', today)).toBe('2026-11-30');
    expect(dateIn('2026-11', '2026-12-25', today)).toBe('2026-11-25');
  });
  it('loses its date where none is expected', () => {
    expect(dateIn('none', '2026-11-15', today)).toBeNull();
  });
});

describe('the column of a date', () => {
  const columns = ['overdue', '2026-11', '2026-12', 'later', 'none'];
  it('is its month, or before, after and without all of them', () => {
    const found = ['2026-11-22', '2026-11-21', '2026-12-01', '2027-01-01', null].map((date) =>
      monthOf(date, today, columns),
    );
    expect(found).toEqual(['2026-11', 'overdue', '2026-12', 'later', 'none']);
  });
  it('takes cards when it stands for a date', () => {
    expect(columns.filter(takesCards)).toEqual(['2026-11', '2026-12', 'none']);
  });
});

it('a month is named as its language does', () => {
  expect(monthName('2026-11', 'en-GB')).toBe('November 2026');
  expect(monthName('2026-11', 'cs')).toBe('Listopad 2026');
  expect(monthName('2026-11', 'ru')).toMatch(/^Ноябрь 2026/);
});
