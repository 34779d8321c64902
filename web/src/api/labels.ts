import type { Rec, Refs } from './types';

export type Label = { object: string; label: string };

/**
 * Names of records, collected from the `refs` of every answer. Ids are unique over all objects, so one map serves
 * links with several targets too.
 */
const known = new Map<string, Label>();

export function learn(refs: Refs | undefined): void {
  if (!refs) return;
  for (const [object, entries] of Object.entries(refs)) {
    for (const [id, label] of Object.entries(entries)) known.set(id, { object, label });
  }
}

export function learnOne(object: string, id: string, label: string): void {
  known.set(id, { object, label });
}

export function learnRecord(record: Rec, title: string): void {
  const label = record.fields[title];
  if (typeof label === 'string' && label) known.set(record.id, { object: record.object, label });
}

export function labelOf(id: string): Label | undefined {
  return known.get(id);
}

export function forgetLabels(): void {
  known.clear();
}
