import type { FilterNode } from '@/api/types';

/** What the address of a list holds: everything needed to come back to the same view. */
export type ListSearch = {
  filter?: FilterNode;
  /** `-amount,name` */
  sort?: string;
  /** Keys of the columns after the frozen one, in order. */
  columns?: string[];
  /** Words looked for in the title. */
  q?: string;
  /** The record open beside the list. */
  open?: string;
};

const text = (value: unknown) => (typeof value === 'string' && value ? value : undefined);

export function filterParam(value: unknown): FilterNode | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as FilterNode)
    : undefined;
}

export function listSearch(search: Record<string, unknown>): ListSearch {
  return {
    filter: filterParam(search.filter),
    sort: text(search.sort),
    columns: Array.isArray(search.columns)
      ? search.columns.filter((key): key is string => typeof key === 'string')
      : undefined,
    q: text(search.q),
    open: text(search.open),
  };
}

export type RecordSearch = { tab?: string };

export function recordSearch(search: Record<string, unknown>): RecordSearch {
  return { tab: text(search.tab) };
}
