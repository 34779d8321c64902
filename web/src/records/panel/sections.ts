import type { Field, FieldKind, ObjectType } from '@/api/types';

export type Section = {
  key: 'main' | 'reach' | 'money' | 'dates' | 'own' | 'record';
  fields: Field[];
};

const reachKinds: FieldKind[] = ['phones', 'emails', 'address'];
const order: Section['key'][] = ['main', 'reach', 'money', 'dates', 'own', 'record'];

/** Too few fields for a heading of their own stay with the others. */
const FEW = 2;

function placeOf(field: Field): Section['key'] {
  if (field.system) return 'record';
  if (field.custom) return 'own';
  if (reachKinds.includes(field.kind) || field.key === 'website') return 'reach';
  if (field.kind === 'money' || field.key === 'probability' || field.key.startsWith('discount')) {
    return 'money';
  }
  return field.kind === 'date' || field.kind === 'date_time' || field.key === 'cycle_days'
    ? 'dates'
    : 'main';
}

/** The fields of an object in groups that one looks for: how to reach it, money, dates, the workspace's own fields. */
export function sectionsOf(object: ObjectType): Section[] {
  const groups = new Map<Section['key'], Field[]>(order.map((key) => [key, []]));
  const counts = new Map<Section['key'], number>();
  for (const field of object.fields) {
    const place = placeOf(field);
    counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  for (const field of object.fields) {
    const place = placeOf(field);
    const keeps = place === 'own' || place === 'record' || (counts.get(place) ?? 0) >= FEW;
    groups.get(keeps ? place : 'main')?.push(field);
  }
  return order
    .map((key) => ({ key, fields: groups.get(key) ?? [] }))
    .filter((section) => section.fields.length > 0);
}
