import type { FilterNode } from '@/api/types';
import {
  type ColumnState,
  type Density,
  densities,
  type Overrides,
  readColumn,
  readTotals,
  type Total,
  writeColumn,
} from './views/state';

/** What the address of a list holds: the view, and where it differs from the view. `null` takes a part away. */
export type ListSearch = {
  /** A saved view by its id, or one of those that everybody has by its key. */
  view?: string;
  filter?: FilterNode | null;
  /** `-amount,name` */
  sort?: string | null;
  /** Columns after the frozen one, in order: `amount`, `!company.industry:160`. */
  columns?: string[] | null;
  group?: string | null;
  totals?: Record<string, Total> | null;
  density?: Density | null;
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

/** A part of the view that an address may also take away. */
function part<T>(value: unknown, read: (value: unknown) => T | undefined): T | null | undefined {
  return value === null ? null : read(value);
}

export function listSearch(search: Record<string, unknown>): ListSearch {
  return {
    view: text(search.view),
    filter: part(search.filter, filterParam),
    sort: part(search.sort, text),
    columns: part(search.columns, (value) =>
      Array.isArray(value)
        ? value.filter((key): key is string => typeof key === 'string' && Boolean(readColumn(key)))
        : undefined,
    ),
    group: part(search.group, text),
    totals: part(search.totals, readTotals),
    density: part(search.density, (value) => densities.find((density) => density === value)),
    q: text(search.q),
    open: text(search.open),
  };
}

/** The parts of an address that speak against the view. */
export function overridesIn(search: ListSearch): Overrides {
  const { filter, sort, group, totals, density } = search;
  const columns = search.columns?.flatMap((key): ColumnState | [] => readColumn(key) ?? []);
  return {
    filter,
    sort,
    group,
    totals,
    density,
    columns: search.columns === null ? null : columns,
  };
}

/** The same the other way. */
export function searchOf({ columns, ...rest }: Overrides): Partial<ListSearch> {
  return { ...rest, columns: columns ? columns.map(writeColumn) : columns };
}

export type RecordSearch = { tab?: string };

export function recordSearch(search: Record<string, unknown>): RecordSearch {
  return { tab: text(search.tab) };
}
