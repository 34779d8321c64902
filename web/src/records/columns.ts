import type { Catalogue, Field, FieldKind, ObjectType } from '@/api/types';
import { objectOf } from '@/catalogue';
import { kindOf } from '@/fields';
import type { ColumnState } from './views/state';

/** What people look at first, for the objects that everybody has. Others show their first fields. */
const usual: Record<string, string[]> = {
  company: [
    'industry',
    'owner',
    'tags',
    'phones',
    'emails',
    'annual_revenue',
    'employees',
    'addresses',
    'website',
    'updated_at',
  ],
  contact: ['company', 'position', 'phones', 'emails', 'owner', 'tags', 'updated_at'],
  deal: [
    'stage',
    'company',
    'amount',
    'owner',
    'product',
    'expected_close',
    'engaged_on',
    'closed_at',
    'number',
  ],
  lead: [
    'contact_name',
    'company_name',
    'stage',
    'source',
    'phones',
    'emails',
    'owner',
    'react_by',
    'created_at',
    'number',
  ],
  product: ['sku', 'series', 'price', 'category', 'active', 'updated_at'],
  task: ['type', 'due_at', 'assignee', 'about', 'priority', 'done_at', 'result'],
  affiliation: ['contact', 'company', 'since', 'until'],
  line_item: ['deal', 'product', 'quantity', 'price', 'discount', 'total'],
  deal_member: ['user', 'deal', 'share', 'share_amount', 'may_edit'],
};

const long: FieldKind[] = ['long_text', 'external_ids'];
const FIRST = 280;

/** A column of a table. A field one step along a link is read only and named by its path: `company.industry`. */
export type Column = {
  field: Field;
  width: number;
  pinned: boolean;
  /** The link that leads there, for a field of the linked record. */
  link?: Field;
  target?: ObjectType;
};

/** Everything that can be a column besides the frozen title. */
export function columnFields(object: ObjectType): Field[] {
  return object.fields.filter((field) => field.key !== object.title);
}

export function usualColumns(object: ObjectType): string[] {
  const known = new Set(object.fields.map((field) => field.key));
  const listed = usual[object.key]?.filter((key) => known.has(key));
  if (listed && listed.length > 0) return listed;
  const own = columnFields(object).filter((field) => !field.system && !long.includes(field.kind));
  const owner =
    object.owner && known.has(object.owner) && !own.some((field) => field.key === object.owner)
      ? [object.owner]
      : [];
  return [...own.slice(0, 7).map((field) => field.key), ...owner];
}

const keyOf = (object: string) => `kith.columns.${object}`;

/** The columns last used on this device for the views that everybody has. */
export function keptColumns(object: string): ColumnState[] | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(object)) ?? 'null');
    return Array.isArray(kept) ? (kept as ColumnState[]) : undefined;
  } catch {
    return undefined;
  }
}

export function keepColumns(object: string, columns: ColumnState[] | undefined): void {
  try {
    if (columns) localStorage.setItem(keyOf(object), JSON.stringify(columns));
    else localStorage.removeItem(keyOf(object));
  } catch {
    // They then last until the page is closed.
  }
}

/** The fields of an object that stand beside its title when nothing else was asked for. Unknown keys fall away. */
export function shownColumns(object: ObjectType, asked: string[] | undefined): Field[] {
  const keys = asked ?? usualColumns(object);
  return keys.flatMap(
    (key) => object.fields.find((field) => field.key === key && key !== object.title) ?? [],
  );
}

/** Kinds that are ordered by what they point to, which one step further away the server does not look up. */
const pointing: FieldKind[] = ['link', 'user', 'stage', 'pipeline'];

/** The column of a path: an own field, or one of the record that a link leads to. */
export function columnOf(
  catalogue: Catalogue,
  object: ObjectType,
  { field: path, width, pinned }: ColumnState,
): Column | undefined {
  const at = path.indexOf('.');
  const sized = (field: Field) => ({
    field,
    width: width ?? (path === object.title ? FIRST : kindOf(field).width),
    pinned: pinned ?? false,
  });
  if (at < 0) {
    const field = object.fields.find((candidate) => candidate.key === path);
    return field && sized(field);
  }
  const link = object.fields.find((candidate) => candidate.key === path.slice(0, at));
  if (link?.kind !== 'link' || link.targets?.length !== 1) return undefined;
  const target = objectOf(catalogue, link.targets[0] ?? '');
  const inner = target?.fields.find((candidate) => candidate.key === path.slice(at + 1));
  if (!target || !inner) return undefined;
  const field: Field = {
    ...inner,
    key: path,
    read_only: true,
    required: false,
    sortable: inner.sortable && !pointing.includes(inner.kind),
  };
  return { ...sized(field), link, target };
}

/** The columns of a table: the title first, then what is pinned, then the rest. */
export function columnsOf(
  catalogue: Catalogue,
  object: ObjectType,
  asked: ColumnState[] | null,
): Column[] {
  const states = asked ?? usualColumns(object).map((field) => ({ field }));
  const title = columnOf(catalogue, object, {
    ...states.find((state) => state.field === object.title),
    field: object.title,
    pinned: true,
  });
  const rest = states
    .filter((state) => state.field !== object.title)
    .flatMap((state) => columnOf(catalogue, object, state) ?? []);
  const pinned = rest.filter((column) => column.pinned);
  return [...(title ? [title] : []), ...pinned, ...rest.filter((column) => !column.pinned)];
}

/** What a view remembers of its columns: only what differs from the usual. */
export function statesOf(columns: Column[]): ColumnState[] {
  return columns.flatMap(({ field, width, pinned }, index) => {
    const own = width !== (index === 0 ? FIRST : kindOf(field).width);
    if (index === 0) return own ? [{ field: field.key, width }] : [];
    return [{ field: field.key, ...(own ? { width } : {}), ...(pinned ? { pinned } : {}) }];
  });
}

export function usualWidth(column: Column, index: number): number {
  return index === 0 ? FIRST : kindOf(column.field).width;
}
