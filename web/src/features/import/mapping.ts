import type { Field, ObjectType } from '@/api/types';
import type { ImportColumn, ImportFile, ImportMapping } from './wire';

/** The parts of an address that a column can fill. */
export const addressParts = ['street', 'city', 'region', 'postal_code', 'country'] as const;
export type AddressPart = (typeof addressParts)[number];

/** Something that a column can be poured into. */
export type Target = { value: string; field: Field; part: AddressPart | null };

const never = new Set(['created_at', 'created_by', 'updated_at', 'updated_by', 'deleted_at']);

/** Where columns can go: fields that may be written, addresses part by part. */
export function targetsOf(object: ObjectType): Target[] {
  const list: Target[] = [];
  for (const field of object.fields) {
    if (never.has(field.key) || (field.read_only && field.key !== 'external_id')) continue;
    if (field.kind === 'address') {
      for (const part of addressParts) list.push({ value: `${field.key}.${part}`, field, part });
    } else {
      list.push({ value: field.key, field, part: null });
    }
  }
  return list;
}

/** Kinds whose values name something that may have to be made first. */
const named = new Set(['link', 'user', 'stage', 'one_of', 'many_of']);

export function isNamed(target: Target | undefined): boolean {
  return target !== undefined && named.has(target.field.kind);
}

/** Kinds by which a row can be recognised as a record that exists. */
const telling = new Set(['text', 'number', 'phones', 'emails', 'external_ids', 'user']);

/** Which of the fields in use can tell whether a row is a record that already exists. */
export function identities(mapping: ImportMapping, targets: readonly Target[]): Target[] {
  const used = new Set(Object.values(mapping.columns).map((column) => column?.field));
  return targets.filter((target) => used.has(target.value) && telling.has(target.field.kind));
}

/** The key in force: the one chosen while its column is still in use, else the most reliable one left. */
export function soundKey(
  mapping: ImportMapping,
  targets: readonly Target[],
  title: string,
): string | null {
  const able = identities(mapping, targets).map((target) => target.value);
  const chosen = Array.isArray(mapping.key) ? mapping.key[0] : mapping.key;
  if (chosen && able.includes(chosen)) return chosen;
  for (const wanted of ['external_id', 'sku', 'number', 'emails', 'email', 'phones', title]) {
    if (able.includes(wanted)) return wanted;
  }
  return able[0] ?? null;
}

/** Points a column at a field, or at nothing. A field takes one column, so the one that had it lets go. */
export function point(mapping: ImportMapping, column: string, field: string | null): ImportMapping {
  const columns: ImportMapping['columns'] = {};
  for (const [name, target] of Object.entries(mapping.columns)) {
    const taken = field !== null && name !== column && target?.field === field;
    columns[name] = taken ? null : target;
  }
  columns[column] = field === null ? null : { ...columns[column], field };
  const matches = { ...mapping.matches };
  if (mapping.columns[column]?.field !== field) delete matches[column];
  return { ...mapping, columns, matches };
}

/** A fresh mapping for another kind of record: columns whose names say where they belong go there. */
export function mappingFor(object: ObjectType, file: ImportFile, source: string): ImportMapping {
  if (file.guess.object === object.key) return file.guess.mapping;
  const targets = targetsOf(object);
  const taken = new Set<string>();
  const columns: ImportMapping['columns'] = {};
  for (const column of file.columns) {
    const target = targets.find((t) => !taken.has(t.value) && sounds(column.name, t));
    if (target) taken.add(target.value);
    columns[column.name] = target ? { field: target.value } : null;
  }
  const mapping: ImportMapping = {
    object: object.key,
    columns,
    key: null,
    source,
    existing: 'update',
    missing: 'create',
    matches: {},
  };
  return { ...mapping, key: soundKey(mapping, targets, object.title) };
}

const plain = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

function sounds(column: string, target: Target): boolean {
  const name = plain(column);
  const part = target.part ? plain(target.part) : null;
  return (
    name === (part ?? plain(target.field.key)) || (!part && name === plain(target.field.label))
  );
}

/** What a value that was not found becomes: an existing record, a new one, or nothing. */
export type Match = { to: 'existing'; id: string } | { to: 'create' } | { to: 'empty' };

/** How a match travels: an id, the value itself for "make a new one", an empty text for "leave empty". */
export function setMatch(
  mapping: ImportMapping,
  column: string,
  value: string,
  match: Match | null,
): ImportMapping {
  const of = { ...mapping.matches?.[column] };
  if (match === null) delete of[value];
  else of[value] = match.to === 'existing' ? match.id : match.to === 'create' ? value : '';
  return { ...mapping, matches: { ...mapping.matches, [column]: of } };
}

export function matchOf(mapping: ImportMapping, column: string, value: string): Match | null {
  const to = mapping.matches?.[column]?.[value];
  if (to === undefined) return null;
  if (to === '') return { to: 'empty' };
  return to === value ? { to: 'create' } : { to: 'existing', id: to };
}

export type MappingFlaw = 'nothing_mapped' | 'title_missing' | 'required_missing' | 'key_missing';

/** What still keeps the file from being read, worst first. */
export function flaws(
  mapping: ImportMapping,
  object: ObjectType,
  targets: readonly Target[],
): { flaw: MappingFlaw; fields: string[] }[] {
  const used = new Set(
    Object.values(mapping.columns).flatMap((column) => (column ? [column.field] : [])),
  );
  if (used.size === 0) return [{ flaw: 'nothing_mapped', fields: [] }];
  const list: { flaw: MappingFlaw; fields: string[] }[] = [];
  // The server fills these when they are left out.
  const filled = new Set(['pipeline', 'stage', object.title, object.owner]);
  const missing = object.fields.filter(
    (field) => field.required && !field.read_only && !filled.has(field.key) && !used.has(field.key),
  );
  if (missing.length > 0)
    list.push({ flaw: 'required_missing', fields: missing.map((f) => f.label) });
  const title = object.fields.find((field) => field.key === object.title);
  const composed = object.key === 'deal' || used.has('given_name') || used.has('family_name');
  if (title && !used.has(title.key) && !composed) {
    list.push({ flaw: 'title_missing', fields: [title.label] });
  }
  if (!soundKey(mapping, targets, object.title)) list.push({ flaw: 'key_missing', fields: [] });
  return list;
}

/** Columns that go nowhere although they hold values. */
export function unused(mapping: ImportMapping, columns: readonly ImportColumn[]): ImportColumn[] {
  return columns.filter((column) => !mapping.columns[column.name] && column.filled > 0);
}
