import type { Field, FieldKind, ObjectType } from '@/api/types';
import type { ImportColumn, ImportMapping } from './wire';

/** The parts of an address that a column can fill. */
export const addressParts = ['street', 'city', 'region', 'postal_code', 'country'] as const;
export type Part = (typeof addressParts)[number] | 'currency';

/** Something that a column can be poured into. */
export type Target = { value: string; field: Field; part: Part | null };

/** Where columns can go: fields that may be written, addresses part by part, the currency of an amount by itself. */
export function targetsOf(object: ObjectType): Target[] {
  const list: Target[] = [];
  for (const field of object.fields) {
    if (field.read_only) continue;
    if (field.kind === 'address') {
      for (const part of addressParts) list.push({ value: `${field.key}.${part}`, field, part });
      continue;
    }
    list.push({ value: field.key, field, part: null });
    if (field.kind === 'money') {
      list.push({ value: `${field.key}.currency`, field, part: 'currency' });
    }
  }
  return list;
}

/** Kinds that several columns may fill together: three phone columns, two lines of a note. */
const gathering = new Set<FieldKind>([
  'phones',
  'emails',
  'address',
  'many_of',
  'users',
  'long_text',
]);

/** Kinds whose values name something that may have to be made first. */
const naming = new Set<FieldKind>(['link', 'user', 'users', 'stage', 'pipeline']);

export function isNaming(target: Target | undefined): boolean {
  return target !== undefined && naming.has(target.field.kind);
}

/** Kinds by which a row can be recognised as a record that exists. */
const telling = new Set<FieldKind>(['text', 'number', 'phones', 'emails', 'external_ids', 'link']);

function used(mapping: ImportMapping): Set<string> {
  const fields = Object.values(mapping.columns).flatMap((column) => (column ? [column.field] : []));
  return new Set(fields);
}

/** Which of the fields in use can tell whether a row is a record that already exists. */
export function identities(mapping: ImportMapping, targets: readonly Target[]): Target[] {
  const fields = used(mapping);
  return targets.filter(
    (target) => target.part === null && fields.has(target.value) && telling.has(target.field.kind),
  );
}

/** The keys still possible: those chosen whose columns are in use, else the most reliable field left. */
export function soundKey(
  mapping: ImportMapping,
  targets: readonly Target[],
  title: string,
): string | string[] | null {
  const able = identities(mapping, targets).map((target) => target.value);
  const chosen = [mapping.key ?? []].flat().filter((key) => able.includes(key) || key === title);
  if (chosen.length > 0) return chosen.length === 1 ? (chosen[0] ?? null) : chosen;
  // Whoever asks again makes a new inquiry: by his telephone it would become an old one of his.
  const people = mapping.object === 'lead' ? [] : ['emails', 'email', 'phones'];
  for (const wanted of ['external_id', 'sku', 'number', ...people, title]) {
    if (able.includes(wanted)) return wanted;
  }
  return null;
}

/**
 * Points a column at a field, or at nothing. A field that takes one column only is let go by the one that had it, and
 * what was decided about the values of a field that nothing leads to any more is forgotten.
 */
export function point(
  mapping: ImportMapping,
  column: string,
  target: Target | null,
  targets: readonly Target[],
): ImportMapping {
  const columns: ImportMapping['columns'] = {};
  const alone = target !== null && !gathering.has(target.field.kind);
  for (const [name, old] of Object.entries(mapping.columns)) {
    columns[name] = alone && old?.field === target.value ? null : old;
  }
  columns[column] = target === null ? null : { field: target.value };
  const left = used({ ...mapping, columns });
  const matches = Object.fromEntries(
    Object.entries(mapping.matches ?? {}).filter(([field]) => left.has(field)),
  );
  const title = targets.find((t) => t.value === 'name' || t.value === 'title')?.value ?? '';
  const next = { ...mapping, columns, matches };
  return mapping.key === null ? next : { ...next, key: soundKey(next, targets, title) };
}

/** What a value that was not found stands for: an existing record, or nothing. Undecided, the rule for all holds. */
export type Match = { to: 'existing'; id: string } | { to: 'empty' };

/** How a match travels: an id, or an empty text for "leave the field empty". */
export function setMatch(
  mapping: ImportMapping,
  field: string,
  value: string,
  match: Match | null,
): ImportMapping {
  const of = { ...mapping.matches?.[field] };
  if (match === null) delete of[value];
  else of[value] = match.to === 'existing' ? match.id : '';
  return { ...mapping, matches: { ...mapping.matches, [field]: of } };
}

export function matchOf(mapping: ImportMapping, field: string, value: string): Match | null {
  const to = mapping.matches?.[field]?.[value];
  if (to === undefined) return null;
  return to === '' ? { to: 'empty' } : { to: 'existing', id: to };
}

export type Flaw = {
  flaw: 'nothing_mapped' | 'title_missing' | 'required_missing';
  fields: string[];
};

/** What still keeps the file from being read. */
export function flaws(mapping: ImportMapping, object: ObjectType): Flaw[] {
  const fields = used(mapping);
  if (fields.size === 0) return [{ flaw: 'nothing_mapped', fields: [] }];
  const list: Flaw[] = [];
  // The server fills these when they are left out.
  const filled = new Set(['pipeline', 'stage', object.title, object.owner]);
  // A lead that says nothing of it is new.
  if (object.key === 'lead') filled.add('status');
  const missing = object.fields.filter(
    (field) =>
      field.required && !field.read_only && !filled.has(field.key) && !fields.has(field.key),
  );
  if (missing.length > 0) {
    list.push({ flaw: 'required_missing', fields: missing.map((field) => field.label) });
  }
  const title = object.fields.find((field) => field.key === object.title);
  if (title && !fields.has(title.key) && !composed(object.key, fields)) {
    list.push({ flaw: 'title_missing', fields: [title.label] });
  }
  return list;
}

/** Whether the name is put together from other columns. */
function composed(object: string, fields: Set<string>): boolean {
  const any = (...keys: string[]) => keys.some((key) => fields.has(key));
  if (object === 'contact') return any('given_name', 'family_name');
  // The server calls a lead by who asks, by his telephone, else by its number.
  if (object === 'lead') return true;
  return object === 'deal' && any('product', 'company', 'external_id');
}

/** Columns that go nowhere although they hold values. */
export function unused(mapping: ImportMapping, columns: readonly ImportColumn[]): ImportColumn[] {
  return columns.filter((column) => !mapping.columns[column.name] && column.filled > 0);
}
