import type { FilterNode, Term } from '@/api/types';

/** The filter of the board as its two controls see it: whose deals, and everything else. */
export type Parts = { owners: string[]; rest: FilterNode | undefined };

function ownersOf(node: FilterNode): string[] | null {
  if (!('field' in node) || node.field !== 'owner') return null;
  if (node.op === 'eq' && typeof node.value === 'string') return [node.value];
  const list = node.op === 'in' && Array.isArray(node.value) ? node.value : null;
  return list?.every((id) => typeof id === 'string') ? list : null;
}

export function split(filter: FilterNode | undefined): Parts {
  if (!filter) return { owners: [], rest: undefined };
  const alone = ownersOf(filter);
  if (alone) return { owners: alone, rest: undefined };
  if (!('and' in filter)) return { owners: [], rest: filter };
  const index = filter.and.findIndex((node) => ownersOf(node) !== null);
  const owners = filter.and[index] ? ownersOf(filter.and[index]) : null;
  if (!owners) return { owners: [], rest: filter };
  const rest = filter.and.filter((_, at) => at !== index);
  return { owners, rest: rest.length > 0 ? { and: rest } : undefined };
}

export function join({ owners, rest }: Parts): FilterNode | undefined {
  if (owners.length === 0) return rest;
  const [first] = owners;
  const term: Term =
    owners.length === 1
      ? { field: 'owner', op: 'eq', value: first }
      : { field: 'owner', op: 'in', value: owners };
  if (!rest) return { and: [term] };
  return { and: ['and' in rest ? rest.and : [rest], term].flat() };
}

export function toggled(owners: readonly string[], id: string): string[] {
  return owners.includes(id) ? owners.filter((other) => other !== id) : [...owners, id];
}
