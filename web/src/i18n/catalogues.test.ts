import { parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { describe, expect, test } from 'vitest';
import type { Language } from '@/api/types';
import { bringTexts, languages, messagesOf } from '.';
import { type LaterName, later } from './en';

type Tree = { [key: string]: string | Tree };

function leaves(tree: Tree, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    const here = path ? `${path}.${key}` : key;
    if (typeof value === 'string') found.set(here, value);
    else for (const [inner, text] of leaves(value, here)) found.set(inner, text);
  }
  return found;
}

await bringTexts(Object.keys(later) as LaterName[]);
const all = Object.fromEntries(
  await Promise.all(
    languages.map(async (language) => [
      language,
      leaves((await messagesOf(language)) as unknown as Tree),
    ]),
  ),
) as Record<Language, Map<string, string>>;

/** The forms that numbers take in each language; Czech "many" is for decimals. */
const forms: Record<Language, string[]> = {
  en: ['one', 'other'],
  ru: ['one', 'few', 'many', 'other'],
  cs: ['one', 'few', 'many', 'other'],
};

type Node = {
  type: TYPE;
  value?: string;
  options?: Record<string, { value: Node[] }>;
  children?: Node[];
};

/** The branches of every plural in a message, nested ones too, and the names of what is put into it. */
function anatomy(message: string): { plurals: string[][]; names: Set<string> } {
  const plurals: string[][] = [];
  const names = new Set<string>();
  const walk = (nodes: Node[]) => {
    for (const node of nodes) {
      if (node.type !== TYPE.literal && node.type !== TYPE.pound && node.value)
        names.add(node.value);
      if (node.type === TYPE.plural) plurals.push(Object.keys(node.options ?? {}));
      for (const option of Object.values(node.options ?? {})) walk(option.value);
      walk(node.children ?? []);
    }
  };
  walk(parse(message) as Node[]);
  return { plurals, names };
}

describe('the catalogues of the languages', () => {
  test.each(languages)('%s has every key and no other', (language) => {
    expect([...all[language].keys()].sort()).toEqual([...all.en.keys()].sort());
  });

  test.each(languages)('%s leaves no message empty', (language) => {
    expect([...all[language]].filter(([, text]) => text.trim() === '').map(([key]) => key)).toEqual(
      [],
    );
  });

  test.each(languages)('%s has every form of every plural', (language) => {
    const lacking: string[] = [];
    for (const [key, text] of all[language]) {
      for (const branches of anatomy(text).plurals) {
        for (const form of forms[language])
          if (!branches.includes(form)) lacking.push(`${key}: ${form}`);
      }
    }
    expect(lacking).toEqual([]);
  });

  test.each(['ru', 'cs'] as const)('%s counts wherever English counts', (language) => {
    const lacking = [...all.en]
      .filter(
        ([key, text]) =>
          anatomy(text).plurals.length > 0 &&
          anatomy(all[language].get(key) ?? '').plurals.length === 0,
      )
      .map(([key]) => key);
    expect(lacking).toEqual([]);
  });

  test.each(['ru', 'cs'] as const)(
    '%s names no placeholder that English does not give',
    (language) => {
      const strange: string[] = [];
      for (const [key, text] of all[language]) {
        const known = anatomy(all.en.get(key) ?? '').names;
        for (const name of anatomy(text).names)
          if (!known.has(name)) strange.push(`${key}: ${name}`);
      }
      expect(strange).toEqual([]);
    },
  );
});
