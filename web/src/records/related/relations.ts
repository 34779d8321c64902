import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { AggregateQuery, Catalogue, Field, FilterNode, ObjectType } from '@/api/types';
import { useCatalogue } from '@/catalogue';

export type Relation = {
  key: string;
  label: string;
  object: ObjectType;
  /** The field of the other object that leads here. */
  field: Field;
  filter: FilterNode;
  count?: number;
  /** Shown only when there is something: a second way to the same records, or to others of the same kind. */
  aside: boolean;
};

const order = ['contact', 'deal', 'line_item', 'task', 'company', 'product'];
const rank = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length);

/** Fields of other objects that link to this one. */
export function linksTo(
  catalogue: Catalogue,
  target: string,
): { object: ObjectType; field: Field }[] {
  return catalogue.objects
    .filter((object) => object.can.read !== 'none')
    .flatMap((object) =>
      object.fields
        .filter((field) => field.kind === 'link' && field.targets?.includes(target))
        .map((field) => ({ object, field })),
    )
    .sort((a, b) => rank(a.object.key) - rank(b.object.key));
}

/** What belongs to a record: everything that links to it, with how many there are. */
export function useRelations(object: ObjectType, id: string): Relation[] {
  const catalogue = useCatalogue();
  const t = useTranslations('record');
  const relations = useMemo(() => {
    const links = linksTo(catalogue, object.key);
    return links.map(({ object: other, field }): Relation => {
      const first = links.find((link) => link.object.key === other.key)?.field === field;
      const aside = !first || other.key === object.key;
      return {
        key: `${other.key}.${field.key}`,
        label: aside
          ? t('related', { objects: other.label_plural, field: field.label })
          : other.label_plural,
        aside,
        object: other,
        field,
        filter: { and: [{ field: field.key, op: 'eq', value: id }] },
      };
    });
  }, [catalogue, object.key, id, t]);
  const counts = useQueries({
    queries: relations.map((relation) => {
      const query: AggregateQuery = { filter: relation.filter, measures: [{ fn: 'count' }] };
      return {
        queryKey: keys.aggregate(relation.object.key, query),
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          api.records.aggregate(relation.object.key, query, signal),
      };
    }),
  });
  return relations
    .map((relation, index) => {
      const value = counts[index]?.data?.rows[0]?.values[0];
      return {
        ...relation,
        count: value === undefined || value === null ? undefined : Number(value),
      };
    })
    .filter((relation) => !relation.aside || (relation.count ?? 0) > 0)
    .sort((a, b) => Number(a.aside) - Number(b.aside));
}
