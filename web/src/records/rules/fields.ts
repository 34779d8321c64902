import type { Catalogue, Field, ObjectType } from '@/api/types';
import { fieldOf, objectOf } from '@/catalogue';

/** The links of a deal or lead whose records rules may name fields of: `company.website`. */
export const linked = ['company', 'contact'] as const;
export type Linked = (typeof linked)[number];

export type RuleField = {
  /** As rules and refusals name it. */
  name: string;
  field: Field;
  object: ObjectType;
  /** The link that leads to it; none for the record's own. */
  link: Linked | null;
};

/** The field that a rule means; nothing when this person does not see it. */
export function ruleField(catalogue: Catalogue, name: string, of = 'deal'): RuleField | undefined {
  const dot = name.indexOf('.');
  const link = linked.find((one) => one === name.slice(0, dot)) ?? null;
  if (dot >= 0 && !link) return undefined;
  const object = objectOf(catalogue, link ?? of);
  const field = fieldOf(object, link ? name.slice(dot + 1) : name);
  return object && field ? { name, field, object, link } : undefined;
}

/** Where a record stands and what is ticked off there is asked for in other ways. */
const otherwise = new Set(['pipeline', 'stage', 'checklist']);

/** Every field that a rule may name: what people fill in on the deal or lead, its company and its contact. */
export function ruleFields(catalogue: Catalogue, home = 'deal'): RuleField[] {
  const of = (link: Linked | null): RuleField[] => {
    const object = objectOf(catalogue, link ?? home);
    return (object?.fields ?? [])
      .filter((field) => !field.read_only && !(link === null && otherwise.has(field.key)))
      .flatMap((field) =>
        object ? [{ name: link ? `${link}.${field.key}` : field.key, field, object, link }] : [],
      );
  };
  return [...of(null), ...linked.flatMap(of)];
}
