import type { Field, FieldKind, ObjectType } from '@/api/types';

/** What people look at first, for the objects that everybody has. Others show their first fields. */
const usual: Record<string, string[]> = {
  company: [
    'industry',
    'owner',
    'phones',
    'emails',
    'annual_revenue',
    'employees',
    'addresses',
    'website',
    'updated_at',
  ],
  contact: ['company', 'position', 'phones', 'emails', 'owner', 'updated_at'],
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
  product: ['sku', 'series', 'price', 'category', 'active', 'updated_at'],
  task: ['type', 'due_at', 'assignee', 'about', 'priority', 'done_at', 'result'],
  line_item: ['deal', 'product', 'quantity', 'price', 'discount', 'total'],
};

const long: FieldKind[] = ['long_text', 'external_ids'];

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

type Kept = { columns?: string[]; widths?: Record<string, number> };
const keyOf = (object: string) => `kith.view.${object}`;

/** The columns and widths last used for this object on this device. */
export function keptView(object: string): Kept {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(object)) ?? '{}');
    return typeof kept === 'object' && kept !== null ? (kept as Kept) : {};
  } catch {
    return {};
  }
}

export function keepView(object: string, change: Kept): void {
  try {
    localStorage.setItem(keyOf(object), JSON.stringify({ ...keptView(object), ...change }));
  } catch {
    // The view then lasts until the page is closed.
  }
}

/** The columns to show: those of the address, else the last used, else the usual ones. Unknown keys fall away. */
export function shownColumns(object: ObjectType, asked: string[] | undefined): Field[] {
  const keys = asked ?? keptView(object.key).columns ?? usualColumns(object);
  return keys.flatMap(
    (key) => object.fields.find((field) => field.key === key && key !== object.title) ?? [],
  );
}
