import { expect, test } from 'vitest';
import { sizeText } from './size';

test('sizes are told in the largest unit that leaves a whole part', () => {
  expect(sizeText(532, 'en-GB')).toBe('532B');
  expect(sizeText(14_336, 'en-GB')).toBe('14 kB');
  expect(sizeText(3_355_443, 'en-GB')).toBe('3.2 MB');
  expect(sizeText(3_355_443, 'cs')).toBe('3,2 MB');
  expect(sizeText(1_000, 'ru')).toMatch(/^1\skБ$|^1\sкБ$/);
});
