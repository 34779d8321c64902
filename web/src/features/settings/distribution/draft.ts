import type { Definition, Method, Rule, Shared, Taker } from './wire';

export const methods: readonly Method[] = [
  'round_robin',
  'least_loaded',
  'weighted',
  'skill',
  'team',
  'person',
];

export function emptyRule(): Definition {
  return {
    filter: null,
    method: 'round_robin',
    people: [],
    teams: [],
    skill_field: null,
    hours: 'prefer',
    capacity: null,
    react_within: null,
    move_after: null,
    moves: null,
    escalate: false,
  };
}

/** What a rule says, without what it is. */
export function definitionOf(rule: Rule): Definition {
  const { id, object, name, position, active, version, ...definition } = rule;
  return definition;
}

/** What is sent: only what has a meaning for the method and the object. */
export function tidied(rule: Definition, object: Shared): Definition {
  const takers = rule.people.map(
    (taker): Taker => ({
      ...taker,
      weight: rule.method === 'weighted' ? taker.weight : null,
      skills: rule.method === 'skill' ? taker.skills : [],
    }),
  );
  const waits = object === 'lead' && rule.move_after;
  return {
    ...rule,
    people: rule.method === 'team' ? [] : takers,
    teams: rule.method === 'person' ? [] : rule.teams,
    skill_field: rule.method === 'skill' ? rule.skill_field : null,
    react_within: object === 'lead' ? rule.react_within : null,
    move_after: waits || null,
    moves: waits ? rule.moves : null,
    escalate: Boolean(waits && rule.escalate),
  };
}

/** Whether somebody can get anything by it. */
export function isWhole(rule: Definition): boolean {
  if (rule.method === 'skill' && !rule.skill_field) return false;
  if (rule.method === 'team') return rule.teams.length > 0;
  if (rule.method === 'person') return rule.people.length > 0;
  return rule.people.length + rule.teams.length > 0;
}

/** A number from what was typed; nothing for nothing. */
export function whole(text: string): number | null {
  const number = Math.floor(Number(text));
  return text.trim() && number > 0 ? number : null;
}
