import { expect, it } from 'vitest';
import { minutesText, readMinutes } from './words';

it('a length of time is said in days, hours and minutes', () => {
  expect(minutesText(90, 'en')).toBe('1 hr 30 min');
  expect(minutesText(0, 'en')).toBe('0 min');
  expect(minutesText(1440, 'en')).toBe('1 day');
  expect(minutesText(45, 'ru')).toBe('45 мин');
});

it('and read as people write it', () => {
  expect(['45', '1:30', '1.5h', '2 ч', '1d', '0', 'soon'].map(readMinutes)).toEqual([
    45,
    90,
    90,
    120,
    1440,
    null,
    null,
  ]);
});
