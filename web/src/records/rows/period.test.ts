import { expect, test } from 'vitest';
import { makeFormat } from '@/i18n/format';
import { endOf, periods, periodText, readGroup, writeGroup } from './period';

test('what a table is grouped by is written and read back, months without a word', () => {
  expect(readGroup('created_at')).toEqual({ path: 'created_at', period: 'month' });
  expect(readGroup('company.founded:week')).toEqual({ path: 'company.founded', period: 'week' });
  expect(readGroup('created_at:decade').period).toBe('month');
  for (const period of periods) {
    expect(readGroup(writeGroup({ path: 'due_at', period }))).toEqual({ path: 'due_at', period });
  }
  expect(writeGroup({ path: 'stage', period: 'month' })).toBe('stage');
});

test('every stretch of time ends where the next begins', () => {
  expect(endOf('2026-12-31', 'day')).toBe('2027-01-01');
  expect(endOf('2026-12-28', 'week')).toBe('2027-01-04');
  expect(endOf('2026-12-01', 'month')).toBe('2027-01-01');
  expect(endOf('2026-10-01', 'quarter')).toBe('2027-01-01');
  expect(endOf('2026-01-01', 'year')).toBe('2027-01-01');
});

test('a stretch of time is told in words', () => {
  const format = makeFormat('en', 'Europe/Prague', 'EUR');
  const words = (_: string, { number, year }: { number: number; year: string }) =>
    `Q${number} ${year}`;
  expect(periodText('2026-10-01', 'quarter', format, words)).toBe('Q4 2026');
  expect(periodText('2026-01-01', 'year', format, words)).toBe('2026');
  expect(periodText('2026-03-02', 'week', format, words)).toMatch(/2.*8.*2026/);
});
