import type { NewOption } from '@/api/admin';
import type { Choice, FieldKind, Tone } from '@/api/types';

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

export type OptionDraft = { key: string; label: string; tone: Tone };

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

export function optionDrafts(options: readonly Choice[] | null | undefined): OptionDraft[] {
  return (options ?? [])
    .filter((option) => !option.retired)
    .map(({ key, label, tone }) => ({ key, label, tone: tone ?? 'gray' }));
}

/** Options as the server takes them. Those that were there keep their key, so that no value is lost. */
export function optionsOf(
  drafts: readonly OptionDraft[],
  before: readonly OptionDraft[],
): NewOption[] {
  const taken = new Set(before.map(({ key }) => key));
  return drafts
    .filter((draft) => draft.label.trim() !== '')
    .map((draft) => {
      const old = before.find(({ key }) => key === draft.key);
      const key = old?.key ?? freeKey(slug(draft.label) || 'option', taken);
      taken.add(key);
      return { key, tone: draft.tone, label: draft.label.trim() };
    });
}
