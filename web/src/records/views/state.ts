import type { FilterNode } from '@/api/types';
import { same } from '../same';

export type ColumnState = { field: string; width?: number | null; pinned?: boolean };

/** How the figures below a column are computed; `filled` is the share of records that have a value. */
export type Total = 'sum' | 'avg' | 'min' | 'max' | 'count' | 'filled';
export const totals: readonly Total[] = ['sum', 'avg', 'min', 'max', 'count', 'filled'];

export type Density = 'compact' | 'normal' | 'relaxed';
export const densities: readonly Density[] = ['compact', 'normal', 'relaxed'];

/** Everything that a view of a table decides. `null`: nothing of the kind, or the usual. */
export type TableState = {
  filter: FilterNode | null;
  sort: string | null;
  columns: ColumnState[] | null;
  group: string | null;
  totals: Record<string, Total> | null;
  density: Density | null;
};

export const plain: TableState = {
  filter: null,
  sort: null,
  columns: null,
  group: null,
  totals: null,
  density: null,
};

export const parts = ['filter', 'sort', 'columns', 'group', 'totals', 'density'] as const;

/** What the address says against its view: a part that is there counts, `null` takes away what the view has. */
export type Overrides = Partial<TableState>;

export function effective(base: TableState, overrides: Overrides): TableState {
  const state = { ...base };
  for (const part of parts) {
    if (overrides[part] !== undefined) Object.assign(state, { [part]: overrides[part] });
  }
  return state;
}

/** The least that must stand in the address for a view to look like this. */
export function overridesOf(base: TableState, wanted: TableState): Overrides {
  const overrides: Overrides = {};
  for (const part of parts) {
    const isSame = same(base[part], wanted[part]);
    Object.assign(overrides, { [part]: isSame ? undefined : (wanted[part] ?? null) });
  }
  return overrides;
}

export function isChanged(base: TableState, overrides: Overrides): boolean {
  return parts.some(
    (part) => overrides[part] !== undefined && !same(base[part], overrides[part] ?? null),
  );
}

/** `!company.industry:160` ↔ a pinned column 160 px wide, so that addresses stay readable. */
export function writeColumn({ field, width, pinned }: ColumnState): string {
  return `${pinned ? '!' : ''}${field}${width ? `:${width}` : ''}`;
}

export function readColumn(text: string): ColumnState | undefined {
  const found = /^(!?)([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?)(?::(\d{2,4}))?$/.exec(text);
  if (!found?.[2]) return undefined;
  return {
    field: found[2],
    ...(found[3] ? { width: Math.min(1200, Math.max(56, Number(found[3]))) } : {}),
    ...(found[1] ? { pinned: true } : {}),
  };
}

export function readTotals(value: unknown): Record<string, Total> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const read = Object.entries(value).filter((entry): entry is [string, Total] =>
    (totals as readonly unknown[]).includes(entry[1]),
  );
  return Object.fromEntries(read);
}
