import type { Catalogue, ObjectType } from '@/api/types';
import { objectOf } from '@/catalogue';
import { type Column, columnOf } from './columns';

/** Every field of the records that this object links to, as columns; links of links are left out. */
export function linkedColumns(catalogue: Catalogue, object: ObjectType): Column[] {
  return object.fields.flatMap((link) => {
    if (link.kind !== 'link' || link.targets?.length !== 1) return [];
    const target = objectOf(catalogue, link.targets[0] ?? '');
    return (target?.fields ?? []).flatMap(
      (inner) =>
        (inner.key !== target?.title &&
          columnOf(catalogue, object, { field: `${link.key}.${inner.key}` })) ||
        [],
    );
  });
}
