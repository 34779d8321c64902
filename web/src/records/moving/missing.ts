import type { Problem } from '@/api/problem';
import type { ProblemItem } from '@/api/types';

/** What keeps a deal from a stage, in so far as a person can do something about it on the spot. */
export type Missing = {
  /** Fields to be filled, as rules name them. */
  fields: string[];
  /** Items of the checklist to be ticked off. */
  items: string[];
  /** What has to be said about the end. */
  outcome: string[];
};

export const nothingMissing: Missing = { fields: [], items: [], outcome: [] };

const ofOutcome = new Set(['outcome_reason', 'outcome_note']);
const fillable = ({ code, field }: ProblemItem) =>
  (code === 'required' && Boolean(field)) ||
  code === 'checklist' ||
  (code === 'unknown_option' && field === 'outcome_reason');

/** Whether everything that speaks against a move can be filled in; what forbids it cannot. */
export function canFill(problem: Problem): boolean {
  return (
    problem.code === 'stage_rules' &&
    problem.problems.length > 0 &&
    problem.problems.every(fillable)
  );
}

const union = (a: string[], b: string[]) => [...a, ...b.filter((one) => !a.includes(one))];

/** What a refusal adds to what was asked for before: what has been filled in stays to be seen. */
export function missingOf(problem: Problem, before: Missing = nothingMissing): Missing {
  if (problem.code !== 'stage_rules') return before;
  const required = problem.problems.flatMap((item) =>
    item.code === 'required' && item.field ? [item.field] : [],
  );
  const items = problem.problems.flatMap(({ code, params }) =>
    code === 'checklist' && typeof params?.item === 'string' ? [params.item] : [],
  );
  const refused = problem.problems.some(({ code }) => code === 'unknown_option');
  return {
    fields: union(
      before.fields,
      required.filter((name) => !ofOutcome.has(name)),
    ),
    items: union(before.items, items),
    outcome: union(before.outcome, [
      ...required.filter((name) => ofOutcome.has(name)),
      ...(refused ? ['outcome_reason'] : []),
    ]),
  };
}
