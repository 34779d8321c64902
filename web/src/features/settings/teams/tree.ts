import type { Team } from '@/api/types';

export type Branch = { team: Team; depth: number };

/** Teams as a tree read from the top, each followed by what is below it; by name within the same parent. */
export function branches(teams: readonly Team[], locale: string): Branch[] {
  const known = new Set(teams.map((team) => team.id));
  const below = (parent: string | null, depth: number): Branch[] =>
    teams
      .filter((team) => (team.parent && known.has(team.parent) ? team.parent : null) === parent)
      .sort((a, b) => a.name.localeCompare(b.name, locale))
      .flatMap((team) => [{ team, depth }, ...below(team.id, depth + 1)]);
  return below(null, 0);
}

/** A team with everything below it: what it cannot be put under. */
export function within(teams: readonly Team[], id: string): Set<string> {
  const found = new Set([id]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const team of teams) {
      if (team.parent && found.has(team.parent) && !found.has(team.id)) {
        found.add(team.id);
        grown = true;
      }
    }
  }
  return found;
}
