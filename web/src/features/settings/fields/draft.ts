import type { NewOption } from '@/api/admin';
import type { Choice, FieldKind, Language, Tone } from '@/api/types';
import { type NamesDraft, namesOf } from '../names';

/** Kinds that a field of one's own can have, the usual ones first. */
export const kinds: readonly FieldKind[] = [
  'text',
  'long_text',
  'number',
  'money',
  'boolean',
  'date',
  'date_time',
  'one_of',
  'many_of',
  'user',
  'link',
  'phones',
  'emails',
  'address',
];

/** An option with what it is called in the languages of the workspace. */
export type OptionDraft = { key: string; names: NamesDraft; tone: Tone };

const letters: Record<string, string> = Object.fromEntries(
  [...'абвгдеёжзийклмнопрстуфхцчшщъыьэюя'].map((letter, index) => [
    letter,
    'a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya'.split(' ')[index] ??
      '',
  ]),
);

/** A key from what a person calls it: Latin letters, digits and `_`. */
export function slug(name: string): string {
  return (
    [...name.toLowerCase()]
      .map((letter) => letters[letter] ?? letter)
      .join('')
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^_+|_+$/g, '')
      // A key begins with a letter.
      .replace(/^(?=\d)/, 'n')
      .slice(0, 38)
      .replace(/_+$/, '')
  );
}

/** A key that nothing else has yet. */
export function freeKey(wanted: string, taken: ReadonlySet<string>): string {
  const base = wanted || 'field';
  if (!taken.has(base)) return base;
  for (let count = 2; ; count += 1) if (!taken.has(`${base}_${count}`)) return `${base}_${count}`;
}

export function optionDrafts(
  options: readonly Choice[] | null | undefined,
  names: (option: Choice) => NamesDraft,
): OptionDraft[] {
  return (options ?? [])
    .filter((option) => !option.retired)
    .map((option) => ({ key: option.key, names: names(option), tone: option.tone ?? 'gray' }));
}

/** Options as the server takes them. Those that were there keep their key, so that no value is lost. */
export function optionsOf(
  drafts: readonly OptionDraft[],
  before: readonly OptionDraft[],
  language: Language,
): NewOption[] {
  const taken = new Set(before.map(({ key }) => key));
  return drafts.flatMap((draft) => {
    const label = namesOf(draft.names, language);
    if (!label) return [];
    const old = before.find(({ key }) => key === draft.key);
    const key = old?.key ?? freeKey(slug(label[language]) || 'option', taken);
    taken.add(key);
    return [{ key, tone: draft.tone, label }];
  });
}
