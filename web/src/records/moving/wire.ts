import { api } from '@/api/client';
import type { Answer } from '@/api/http';
import type { FieldValue, Rec, Stage } from '@/api/types';

type Values = Record<string, FieldValue>;

/** What a person says on the way to a stage. */
export type Given = {
  /** What he fills in: fields of the deal, and of its company and contact as `company.website`. */
  set?: Values;
  /** How it ended. */
  reason?: string;
  note?: string;
  competitor?: string;
  come_back_on?: string;
  amount?: FieldValue;
};

export type MoveVerb = 'move' | 'win' | 'lose' | 'reopen';

/**
 * Which verb carries a deal from one stage to another, and what it is told. Winning and losing go to the first stage of
 * their kind by themselves; another of the kind is named. From one of a kind to another nothing ends: it is moved.
 */
export function verbFor(
  from: Stage,
  to: Stage,
  stages: readonly Stage[],
): { verb: MoveVerb; params: Record<string, unknown> } {
  const first = stages.find((stage) => stage.kind === to.kind);
  if (to.kind === 'open' && from.kind !== 'open') {
    return { verb: 'reopen', params: { stage: to.id } };
  }
  if (to.kind === 'open' || to.kind === from.kind)
    return { verb: 'move', params: { stage: to.id } };
  const params = first?.id === to.id ? {} : { stage: to.id };
  return { verb: to.kind === 'won' ? 'win' : 'lose', params };
}

/** What was said as the parameters of a verb: those that it does not know go to the fields that hold them. */
export function paramsFor(verb: MoveVerb, given: Given, besides: Values = {}) {
  const { reason, note, competitor, come_back_on, amount } = given;
  const set: Values = { ...given.set, ...besides };
  const params: Record<string, unknown> = {};
  const say = (key: string, field: string, value: FieldValue, known: boolean) => {
    if (value === undefined || value === null || value === '') return;
    if (known) params[key] = value;
    else set[field] = value;
  };
  const ends = verb === 'win' || verb === 'lose';
  say('reason', 'outcome_reason', reason, ends);
  say('note', 'outcome_note', note, ends);
  say('competitor', 'competitor', competitor, ends);
  say('amount', 'amount', amount, verb === 'win');
  if (verb === 'lose' && come_back_on) params.come_back_on = come_back_on;
  if (Object.keys(set).length > 0) params.set = set;
  return params;
}

/** Carries a record to a stage by the verb that means it. */
export function sendMove(
  record: Pick<Rec, 'id' | 'object'>,
  { from, to, stages }: { from: Stage; to: Stage; stages: readonly Stage[] },
  given: Given,
  besides?: Values,
): Promise<Answer<Rec>> {
  const { verb, params } = verbFor(from, to, stages);
  return api.records.verb(record.object, record.id, verb, {
    ...params,
    ...paramsFor(verb, given, besides),
  });
}
