import type { ChecklistItem, PlannedTask, StageRules } from '@/api/types';

export const noRules: StageRules = {
  required: [],
  next: null,
  enter_roles: null,
  leave_roles: null,
  checklist: [],
  guidance: null,
  key_fields: [],
  rotting_days: null,
  plan: [],
};

/** A line of a list that is being edited: it keeps its key while it is moved and rewritten. */
export type Keyed<T> = T & { key: string };

let last = 0;
export const newKey = () => `line-${++last}`;
export const keyed = <T extends object>(list: readonly T[]): Keyed<T>[] =>
  list.map((one) => ({ ...one, key: newKey() }));

const plain = <T extends { key: string }>({ key: _, ...rest }: T): Omit<T, 'key'> => rest;

/** The lines as they are sent: those that say something, without their keys. */
export function unkeyed<T extends { key: string }>(
  list: readonly T[],
  words: (one: T) => string,
): Omit<T, 'key'>[] {
  return list.filter((one) => words(one).trim() !== '').map(plain);
}

/** The rules of a stage while they are edited. */
export type RulesDraft = Omit<StageRules, 'checklist' | 'plan' | 'guidance'> & {
  guidance: string;
  checklist: Keyed<ChecklistItem>[];
  plan: Keyed<PlannedTask>[];
};

export function draftOf(rules: StageRules | null | undefined): RulesDraft {
  const held = rules ?? noRules;
  return {
    ...held,
    guidance: held.guidance ?? '',
    checklist: keyed(held.checklist),
    plan: keyed(held.plan),
  };
}

export function rulesOf(draft: RulesDraft): StageRules {
  return {
    ...draft,
    guidance: draft.guidance.trim() || null,
    checklist: unkeyed(draft.checklist, (item) => item.text),
    plan: unkeyed(draft.plan, (task) => task.title),
  };
}

/** How many things a stage asks for or tells, by kind; what there is none of is left out. */
export function tally(rules: StageRules | null | undefined) {
  const held = rules ?? noRules;
  const limits = [held.next, held.enter_roles, held.leave_roles].filter((list) => list !== null);
  const counts = {
    fields: held.required.length,
    items: held.checklist.length,
    tasks: held.plan.length,
    limits: limits.length,
    days: held.rotting_days ?? 0,
  };
  return (Object.keys(counts) as (keyof typeof counts)[])
    .filter((key) => counts[key] > 0)
    .map((key) => ({ key, count: counts[key] }));
}
