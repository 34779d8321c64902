import { expect, test } from 'vitest';
import { readDay } from './days';
import { momentOf, readTime } from './zone';

const today = '2026-11-22';

test.each([
  ['5.3.2026', 'cs', '2026-03-05'],
  ['05.03.2026', 'ru', '2026-03-05'],
  ['3/5/2026', 'en-US', '2026-03-05'],
  ['05/03/2026', 'en-GB', '2026-03-05'],
  ['2026-03-05', 'ru', '2026-03-05'],
  ['5.3', 'cs', '2026-03-05'],
  ['5.3.26', 'ru', '2026-03-05'],
  ['5.3.98', 'ru', '1998-03-05'],
  ['29.2.2028', 'cs', '2028-02-29'],
  ['31 Dec 2026', 'en-GB', '2026-12-31'],
  ['31 december', 'ru', '2026-12-31'],
  ['5 марта 2027 г.', 'ru', '2027-03-05'],
  ['5 мар', 'ru', '2026-03-05'],
  ['1. května 27', 'cs', '2027-05-01'],
])('%s as written in %s is %s', (text, locale, wanted) => {
  expect(readDay(text, locale, today)).toBe(wanted);
});

test.each([
  '29.2.2026',
  '31.4.2026',
  '0.1.2026',
  '1.13.2026',
  'tomorrow',
  '5',
  '12/31/2026',
  '5 xyz',
  '31 ún 2026',
])('%s is no day', (text) => {
  expect(readDay(text, 'cs', today)).toBeNull();
});

test('a time of the day is the moment at which the clocks of the zone show it', () => {
  expect(momentOf('2026-11-22', '14:30', 'Europe/Prague')).toBe('2026-11-22T13:30:00Z');
  expect(momentOf('2026-07-01', '14:30', 'Europe/Prague')).toBe('2026-07-01T12:30:00Z');
  expect(momentOf('2026-07-01', '09:00', 'Asia/Kamchatka')).toBe('2026-06-30T21:00:00Z');
});

test('around a change of the clocks the offset of the moment itself counts', () => {
  expect(momentOf('2026-03-29', '04:00', 'Europe/Prague')).toBe('2026-03-29T02:00:00Z');
  expect(momentOf('2026-03-29', '01:00', 'Europe/Prague')).toBe('2026-03-29T00:00:00Z');
  expect(momentOf('2026-10-25', '05:00', 'Europe/Prague')).toBe('2026-10-25T04:00:00Z');
});

test.each([
  ['9', '09:00'],
  ['930', '09:30'],
  ['9.30', '09:30'],
  ['14:05', '14:05'],
  ['25:00', null],
  ['12:60', null],
  ['noon', null],
])('the time %s reads as %s', (text, wanted) => {
  expect(readTime(text)).toBe(wanted);
});
