import { api } from '@/api/client';
import { learnOne } from '@/api/labels';
import type { Catalogue } from '@/api/types';
import { objectOf } from '@/catalogue';
import { folded } from '@/fields/shared/read';
import type { Column } from '../columns';
import type { Names } from './plan';

const AT_ONCE = 200;

/** Looks up the records that pasted names mean, all names of an object in few questions. */
export async function findNames(
  catalogue: Catalogue,
  columns: Column[],
  texts: string[][],
): Promise<Names> {
  const found = new Map<string, string[]>();
  const wanted = new Map<string, Set<string>>();
  columns.forEach(({ field }, at) => {
    if (field.kind !== 'link' || field.read_only) return;
    for (const target of field.targets ?? []) {
      const names = wanted.get(target) ?? new Set();
      for (const row of texts) if (row[at]?.trim()) names.add(row[at].trim());
      wanted.set(target, names);
    }
  });
  for (const [key, names] of wanted) {
    const object = objectOf(catalogue, key);
    const list = [...names];
    for (let at = 0; object && at < list.length; at += AT_ONCE) {
      const page = await api.records.query(key, {
        filter: { field: object.title, op: 'in', value: list.slice(at, at + AT_ONCE) },
        fields: [object.title],
        limit: 500,
      });
      for (const record of page.records) {
        const name = String(record.fields[object.title] ?? '');
        learnOne(key, record.id, name);
        const place = `${key}\n${folded(name)}`;
        found.set(place, [...(found.get(place) ?? []), record.id]);
      }
    }
  }
  return (targets, name) =>
    targets.flatMap((target) => found.get(`${target}\n${folded(name)}`) ?? []);
}
