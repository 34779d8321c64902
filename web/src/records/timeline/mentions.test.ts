import { describe, expect, test } from 'vitest';
import { askedAt, partsOf, toDraft, toNote } from './mentions';

const anna = '01a201fd-c677-763f-9e5e-2d44ed3ac64d';
const ann = '01a201fd-c677-763f-9e5e-2d44ed3ac64e';

describe('what is typed after an @', () => {
  test('asks for people at the start and after a space', () => {
    expect(askedAt('@an', 3)).toEqual({ from: 0, query: 'an' });
    expect(askedAt('see (@Anna No', 13)).toEqual({ from: 5, query: 'Anna No' });
  });
  test('asks for nobody inside an e-mail address, on another line, or after a whole sentence', () => {
    expect(askedAt('anna@kith', 9)).toBeNull();
    expect(askedAt('@\nanna', 6)).toBeNull();
    expect(askedAt('@anna is on the way', 19)).toBeNull();
  });
});

describe('a draft and a note', () => {
  test('turn into each other', () => {
    const note = `Ask @[Anna Nováková](user:${anna}), please`;
    const { draft, named } = toDraft(note);
    expect(draft).toBe('Ask @Anna Nováková, please');
    expect(toNote(draft, named)).toBe(note);
  });
  test('the longer of two names wins, and half a name names nobody', () => {
    const named = new Map([
      ['Anna', ann],
      ['Anna Nováková', anna],
    ]);
    expect(toNote('@Anna Nováková and @Anna', named)).toBe(
      `@[Anna Nováková](user:${anna}) and @[Anna](user:${ann})`,
    );
    expect(toNote('@Annabel', named)).toBe('@Annabel');
  });
  test('signs that mean something to a pattern are only letters of a name', () => {
    const named = new Map([['A. (Bob) $1', anna]]);
    expect(toNote('@A. (Bob) $1!', named)).toBe(`@[A. (Bob) $1](user:${anna})!`);
  });
});

test('a note is shown as words, people and addresses', () => {
  expect(partsOf(`Hi @[Anna](user:${anna}): https://kith.example/a?b=1.`)).toEqual([
    { kind: 'text', text: 'Hi ' },
    { kind: 'mention', name: 'Anna', user: anna },
    { kind: 'text', text: ': ' },
    { kind: 'link', href: 'https://kith.example/a?b=1' },
    { kind: 'text', text: '.' },
  ]);
});
