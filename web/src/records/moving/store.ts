import { useSyncExternalStore } from 'react';
import type { Answer } from '@/api/http';
import { asProblem, type Problem } from '@/api/problem';
import type { OutcomeRules, Pipeline, Rec, Stage } from '@/api/types';
import { canFill } from './missing';
import type { Given } from './wire';

/** A deal or lead on its way to a stage. */
export type Moving = {
  record: Pick<Rec, 'id' | 'object' | 'fields'>;
  from: Stage;
  to: Stage;
  /** The pipeline of the stage it goes to. */
  pipeline: Pipeline | undefined;
  send: (given: Given) => Promise<Answer<Rec>>;
};

export type OpenMove = Moving & {
  /** Why the server refused it, when it has been asked already. */
  problem: Problem | null;
  settle: (answer: Answer<Rec> | null) => void;
};

let current: OpenMove | null = null;
const listeners = new Set<() => void>();

function show(next: OpenMove | null): void {
  current = next;
  for (const listener of listeners) listener();
}

/** The move that waits for what a person has to say; drawn by the shell. */
export function useOpenMove(): OpenMove | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}

export function rulesOfEnd(pipeline: Pipeline | undefined, kind: Stage['kind']) {
  if (kind === 'open') return undefined;
  return (kind === 'won' ? pipeline?.rules?.won : pipeline?.rules?.lost) as
    | OutcomeRules
    | undefined;
}

/** What a lead becomes that comes to an end: verbs of its own say so. */
export function leadEnd({ record, from, to }: Moving): 'convert' | 'reject' | null {
  if (record.object !== 'lead' || to.kind === 'open' || to.kind === from.kind) return null;
  return to.kind === 'won' ? 'convert' : 'reject';
}

/** How it ended is asked before a deal ends: why it was lost, what it was won for when nobody knows yet. */
function asksFirst(moving: Moving): boolean {
  const { record, from, to, pipeline } = moving;
  if (leadEnd(moving)) return true;
  if (to.kind === 'open' || to.kind === from.kind) return false;
  if (to.kind === 'lost' || !record.fields.amount) return true;
  const rules = rulesOfEnd(pipeline, to.kind);
  return rules !== undefined && (rules.required || rules.reasons.length > 0);
}

/** Asks for what a move lacks and completes it; null when the person thought better of it. */
export function askFor(moving: Moving, problem: Problem | null): Promise<Answer<Rec> | null> {
  return new Promise((resolve) => {
    current?.settle(null);
    show({
      ...moving,
      problem,
      settle: (answer) => {
        show(null);
        resolve(answer);
      },
    });
  });
}

/**
 * Moves a deal or lead. What its stage asks for and it lacks is filled in on the way, in the same step. Null when the
 * person thought better of it; a refusal that nothing can be done about is thrown.
 */
export async function moveRecord(moving: Moving): Promise<Answer<Rec> | null> {
  if (asksFirst(moving)) return askFor(moving, null);
  try {
    return await moving.send({});
  } catch (error) {
    const problem = asProblem(error);
    if (!canFill(problem)) throw problem;
    return askFor(moving, problem);
  }
}
