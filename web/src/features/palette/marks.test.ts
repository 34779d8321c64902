import { describe, expect, it } from 'vitest';
import { marks } from './marks';

const found = (text: string, question: string) =>
  marks(text, question)
    .filter((piece) => piece.found)
    .map((piece) => piece.text);

describe('marks', () => {
  it('marks whole words, blind to case and diacritics', () => {
    expect(found('Žádá o slevu, zítra', 'SLEV')).toEqual(['slevu,']);
    expect(found('Ёлкин и ёлка', 'елк')).toEqual(['Ёлкин', 'ёлка']);
  });
  it('keeps the text as it is', () => {
    const text = '…call  in May, or in\nJune';
    expect(
      marks(text, 'in may')
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text);
  });
  it('marks nothing where nothing was asked', () => {
    expect(found('call in May', ' ')).toEqual([]);
  });
});
