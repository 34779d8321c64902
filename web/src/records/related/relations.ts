import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { AggregateQuery, Catalogue, Field, FilterNode, ObjectType, Rec } from '@/api/types';
import { objectOf, useCatalogue } from '@/catalogue';
import { TIE, tieFilter } from '../affiliations/ties';

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
  /** The ties that belong to the list: people tied to the company besides its own, companies besides the main one. */
  ties?: { object: ObjectType; filter: FilterNode; count: number };
};

const order = [
  'answer',
  'price',
  'contact',
  'deal',
  'line_item',
  'deal_member',
  'task',
  'company',
  'product',
];
const rank = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length);

/** The deal of an objection met follows from what it is about. */
const isSaidTwice = (object: ObjectType, field: Field) =>
  object.key === 'objection_met' && field.key === 'deal';

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
        .filter((field) => !isSaidTwice(object, field))
        .map((field) => ({ object, field })),
    )
    .sort((a, b) => rank(a.object.key) - rank(b.object.key));
}

/** What belongs to a record: everything that links to it, with how many there are. */
export function useRelations(object: ObjectType, record: Rec): Relation[] {
  const catalogue = useCatalogue();
  const t = useTranslations('record');
  const { id } = record;
  const main = record.fields.company;
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the record only its id and its company count
  const relations = useMemo(() => {
    const links = linksTo(catalogue, object.key);
    return links.map(({ object: other, field }): Relation => {
      const first = links.find((link) => link.object.key === other.key)?.field === field;
      const aside = !first || other.key === object.key;
      const plain: FilterNode = { and: [{ field: field.key, op: 'eq', value: id }] };
      return {
        key: `${other.key}.${field.key}`,
        label: aside
          ? t('related', { objects: other.label_plural, field: field.label })
          : other.label_plural,
        aside,
        object: other,
        field,
        filter: (other.key === TIE ? tieFilter(record) : null) ?? plain,
      };
    });
  }, [catalogue, object.key, id, main, t]);
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
  const counted = relations.map((relation, index) => {
    const value = counts[index]?.data?.rows[0]?.values[0];
    return {
      ...relation,
      count: value === undefined || value === null ? undefined : Number(value),
    };
  });
  return withTies(catalogue, object, record, counted)
    .filter((relation) => !relation.aside || (relation.count ?? 0) > 0)
    .sort((a, b) => Number(a.aside) - Number(b.aside) || place(a) - place(b));
}

/** Ties are no list of their own: they stand among a company's people, and with the main company among a person's. */
function withTies(
  catalogue: Catalogue,
  object: ObjectType,
  record: Rec,
  relations: Relation[],
): Relation[] {
  const tie = relations.find((relation) => relation.object.key === TIE);
  if (!tie) return relations;
  const ties = { object: tie.object, filter: tie.filter, count: tie.count ?? 0 };
  const sum = (count: number | undefined) => (count === undefined ? undefined : count + ties.count);
  if (object.key === 'company') {
    return relations.flatMap((relation) => {
      if (relation === tie) return [];
      if (relation.key !== 'contact.company') return [relation];
      return [{ ...relation, ties, count: sum(relation.count) }];
    });
  }
  const companies = objectOf(catalogue, 'company');
  return relations.map((relation) =>
    relation === tie
      ? {
          ...relation,
          label: companies?.label_plural ?? relation.label,
          ties,
          count:
            relation.count === undefined
              ? undefined
              : relation.count + (typeof record.fields.company === 'string' ? 1 : 0),
        }
      : relation,
  );
}

const place = (relation: Relation) =>
  rank(relation.object.key === TIE ? 'contact' : relation.object.key);
