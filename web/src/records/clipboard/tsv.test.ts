import { expect, test } from 'vitest';
import { readTsv, spread, writeTsv } from './tsv';

test('a block comes back as it was written', () => {
  const block = [
    ['plain', 'with\ttab', 'two\nlines'],
    ['say "hi"', '', '"'],
  ];
  expect(readTsv(writeTsv(block))).toEqual(block);
});

test('what spreadsheets write is read', () => {
  expect(readTsv('a\tb\r\nc\td\r\n')).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ]);
  expect(readTsv('"x\r\ny"\tz\n')).toEqual([['x\ny', 'z']]);
  expect(readTsv('')).toEqual([['']]);
  expect(readTsv('a\t\n\tb')).toEqual([
    ['a', ''],
    ['', 'b'],
  ]);
});

test('a quote in the middle of a word is a sign like any other', () => {
  expect(readTsv('5" pipe\t"24" screen')).toEqual([['5" pipe', '"24" screen']]);
});

test('a small block fills what is chosen, a bigger one is laid down as it is', () => {
  expect(spread([['x']], 2, 3)).toEqual([
    ['x', 'x', 'x'],
    ['x', 'x', 'x'],
  ]);
  expect(spread([['a', 'b']], 4, 2)).toHaveLength(4);
  expect(spread([['a'], ['b'], ['c']], 2, 1)).toEqual([['a'], ['b'], ['c']]);
});
