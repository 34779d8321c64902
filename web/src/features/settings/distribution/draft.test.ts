import { expect, it } from 'vitest';
import { emptyRule, isWhole, tidied, whole } from './draft';

const ann = { user: 'ann', weight: 3, capacity: 5, skills: ['česky'] };
const rule = { ...emptyRule(), people: [ann], teams: ['north'] };

it('only what has a meaning for the method is sent', () => {
  expect(tidied(rule, 'lead').people).toEqual([{ ...ann, weight: null, skills: [] }]);
  expect(tidied({ ...rule, method: 'weighted' }, 'lead').people[0]?.weight).toBe(3);
  expect(
    tidied({ ...rule, method: 'skill', skill_field: 'source' }, 'lead').people[0]?.skills,
  ).toEqual(['česky']);
  expect(tidied({ ...rule, method: 'team' }, 'lead').people).toEqual([]);
  expect(tidied({ ...rule, method: 'person' }, 'lead').teams).toEqual([]);
});

it('deals are not waited for, and nobody is told of what does not go on', () => {
  const waiting = { ...rule, react_within: 15, move_after: 30, moves: 2, escalate: true };
  expect(tidied(waiting, 'lead')).toMatchObject({
    react_within: 15,
    move_after: 30,
    moves: 2,
    escalate: true,
  });
  expect(tidied(waiting, 'deal')).toMatchObject({
    react_within: null,
    move_after: null,
    escalate: false,
  });
  expect(tidied({ ...waiting, move_after: null }, 'lead')).toMatchObject({
    moves: null,
    escalate: false,
  });
});

it('a rule names somebody', () => {
  expect(isWhole(emptyRule())).toBe(false);
  expect(isWhole(rule)).toBe(true);
  expect(isWhole({ ...rule, method: 'skill' })).toBe(false);
  expect(isWhole({ ...emptyRule(), method: 'team', people: [ann] })).toBe(false);
  expect(whole(' 12 ')).toBe(12);
  expect(whole('')).toBeNull();
  expect(whole('-1')).toBeNull();
});
