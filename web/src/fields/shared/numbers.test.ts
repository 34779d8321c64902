import { expect, test } from 'vitest';
import { readDecimal, readNumber } from './numbers';

test.each([
  ['1234', 'en', '1234'],
  ['1,234', 'en', '1234'],
  ['1,234.5', 'en', '1234.5'],
  ['1.5', 'en', '1.5'],
  ['1 234,50', 'ru', '1234.50'],
  ['1\u00a0234,50', 'cs', '1234.50'],
  ['1,234', 'ru', '1.234'],
  ['1.234,5', 'de', '1234.5'],
  ['1.234', 'de', '1234'],
  ['1.234', 'cs', '1.234'],
  ['-0,5', 'cs', '-0.5'],
  ['−3', 'ru', '-3'],
  ['007', 'en', '7'],
  ['12 345 678 901 234 567,89', 'ru', '12345678901234567.89'],
])('%s as written in %s is %s', (text, locale, wanted) => {
  expect(readDecimal(text, locale)).toBe(wanted);
});

test.each(['', 'abc', '1-2', '12x', '--1', '.'])('%j is no number', (text) => {
  expect(readNumber(text, 'en')).toBeNull();
});
