import { expect, it } from 'vitest';
import { branches, within } from './tree';

const team = (id: string, parent: string | null = null) => ({ id, name: id, parent, members: 0 });
const teams = [
  team('b'),
  team('č', 'a'),
  team('a'),
  team('c', 'a'),
  team('d', 'č'),
  team('x', 'gone'),
];

it('teams read from the top, by the alphabet of the language', () => {
  expect(branches(teams, 'cs').map(({ team, depth }) => `${depth}${team.id}`)).toEqual([
    '0a',
    '1c',
    '1č',
    '2d',
    '0b',
    '0x',
  ]);
});

it('a team cannot be put under itself or what is below it', () => {
  expect([...within(teams, 'a')].sort((a, b) => a.localeCompare(b, 'cs'))).toEqual([
    'a',
    'c',
    'č',
    'd',
  ]);
});
