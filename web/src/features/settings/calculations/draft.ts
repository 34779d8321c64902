import type { ProblemItem } from '@/api/types';
import { readDecimal } from '@/fields/shared/numbers';
import type { Calculation, Definition } from '@/records/calculations/wire';

export type OptionDraft = { key: string; label: string };
export type ParameterDraft = {
  /** Stays while the key is typed. */
  id: string;
  key: string;
  label: string;
  kind: 'number' | 'choice';
  unit: string;
  min: string;
  max: string;
  usual: string;
  options: OptionDraft[];
};
/** A case: what is said for each parameter, by the parameter's id. */
export type CaseDraft = {
  id: string;
  values: Record<string, string>;
  price: string;
  quantity: string;
  expected: string;
};
export type Draft = {
  key: string;
  name: string;
  currency: string;
  formula: string;
  archived: boolean;
  parameters: ParameterDraft[];
  cases: CaseDraft[];
};

const text = (value: unknown) => (value === null || value === undefined ? '' : String(value));

export function emptyDraft(currency: string): Draft {
  const draft = { key: '', name: '', currency, formula: '', archived: false };
  return { ...draft, parameters: [newParameter([])], cases: [newCase([])] };
}

/** A definition of the server; its numbers are written with the sign for decimals that is used here. */
export function draftOf(calculation: Calculation, sign = '.'): Draft {
  const number = (value: unknown) => text(value).replace('.', sign);
  const parameters = calculation.parameters.map((one, at) => ({
    id: `p${at}`,
    key: one.key,
    label: one.label,
    kind: one.kind,
    unit: text(one.unit),
    min: number(one.min),
    max: number(one.max),
    usual: one.kind === 'number' ? number(one.default) : text(one.default),
    options: one.options ?? [],
  }));
  const cases = calculation.cases.map((one, at) => ({
    id: `c${at}`,
    values: Object.fromEntries(
      parameters.map(({ id, key, kind }) => {
        const value = (one.parameters as Values | undefined)?.[key];
        return [id, kind === 'number' ? number(value) : text(value)];
      }),
    ),
    price: number(one.price),
    quantity: number(one.quantity),
    expected: number(one.expected),
  }));
  const { key, name, currency, formula, archived } = calculation;
  return { key, name, currency, formula: formula ?? '', archived, parameters, cases };
}

type Values = Record<string, unknown>;

/** As the server takes it. What is no number goes as it is, so that the server says so. */
export function definitionOf(draft: Draft, locale: string): Definition {
  const number = (value: string) => readDecimal(value, locale) ?? value.trim();
  const some = (value: string) => (value.trim() === '' ? undefined : number(value));
  return {
    name: draft.name,
    currency: draft.currency,
    formula: draft.formula,
    archived: draft.archived,
    parameters: draft.parameters.map(({ key, label, kind, unit, min, max, usual, options }) =>
      kind === 'number'
        ? {
            key,
            label,
            kind,
            unit: unit.trim() || undefined,
            min: some(min),
            max: some(max),
            default: some(usual),
          }
        : { key, label, kind, options, default: usual || undefined },
    ),
    cases: draft.cases.map(({ values, price, quantity, expected }) => ({
      parameters: Object.fromEntries(
        draft.parameters.flatMap(({ id, key, kind }) => {
          const value = (values[id] ?? '').trim();
          return value === '' ? [] : [[key, kind === 'number' ? number(value) : value] as const];
        }),
      ),
      price: some(price),
      quantity: some(quantity),
      // A case that expects nothing yet shows what comes out; it is not kept so.
      expected: some(expected) ?? '0',
    })),
  };
}

/** The next id that none of these has. */
function freeId(letter: string, ids: readonly string[]): string {
  let n = ids.length;
  while (ids.includes(`${letter}${n}`)) n += 1;
  return `${letter}${n}`;
}

export function newParameter(all: readonly ParameterDraft[]): ParameterDraft {
  const id = freeId(
    'p',
    all.map((one) => one.id),
  );
  const words = { key: '', label: '', unit: '', min: '', max: '', usual: '' };
  return { id, kind: 'number', ...words, options: [] };
}

export function newCase(all: readonly CaseDraft[]): CaseDraft {
  const id = freeId(
    'c',
    all.map((one) => one.id),
  );
  return { id, values: {}, price: '', quantity: '', expected: '' };
}

/** Whether a formula says a name. */
export function says(formula: string, name: string): boolean {
  return new RegExp(`(^|[^A-Za-z0-9_])${name}($|[^A-Za-z0-9_])`).test(
    formula.replace(/'[^']*'|"[^"]*"/g, ' '),
  );
}

/** What is wrong at a place and below it. */
export function wrongAt(problems: readonly ProblemItem[], place: string): ProblemItem | undefined {
  return problems.find(
    ({ field }) =>
      field === place || field?.startsWith(`${place}.`) || field?.startsWith(`${place}[`),
  );
}

const letters: Record<string, string> = Object.fromEntries(
  [
    'аa бb вv гg дd еe ёe жzh зz иi йy кk лl мm нn оo пp рr сs тt уu фf хh цc чch шsh щsch ъ ыy ь эe юyu яya',
  ]
    .join(' ')
    .split(' ')
    .map((pair) => [pair.slice(0, 1), pair.slice(1)]),
);
const taken = new Set([
  ...['price', 'quantity', 'and', 'or', 'min', 'max', 'abs', 'floor', 'ceil', 'round', 'if'],
]);

/** A word that a formula can name, made of what people call a thing; another than those that are there. */
export function wordOf(name: string, others: readonly string[]): string {
  const plain = [...name.toLowerCase()].map((letter) => letters[letter] ?? letter).join('');
  const word = plain
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 36);
  if (word === '') return '';
  const free = (one: string) => !taken.has(one) && !others.includes(one);
  for (let n = 1; ; n += 1) {
    const one = n === 1 ? word : `${word}_${n}`;
    if (free(one)) return one;
  }
}
