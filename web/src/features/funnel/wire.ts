import { send } from '@/api/http';
import type { FilterNode, Money, Stage } from '@/api/types';

export const groupings = ['owner', 'manager', 'office', 'product', 'month'] as const;
export type Grouping = (typeof groupings)[number];

export const periodFields = ['closed_at', 'created_at', 'engaged_on'] as const;
export type PeriodField = (typeof periodFields)[number];

export type FunnelQuery = {
  pipeline: string;
  filter?: FilterNode;
  period: { field: PeriodField; from: string; to: string } | null;
  group_by: Grouping | null;
  time_zone?: string;
};

export type Figure = { count: number; sum: Money; filter: FilterNode };

export type Figures = {
  open: Figure;
  won: Figure;
  lost: Figure;
  win_rate: string | null;
  average_won: Money | null;
  cycle_days: string | null;
};

export type FunnelStage = {
  stage: Stage;
  count: number;
  sum: Money;
  weighted: Money;
  reached: number;
  conversion: string | null;
  /** The deals that stand in the stage now. */
  filter: FilterNode;
  /** The deals that have come at least as far. */
  reached_filter?: FilterNode;
};

export type FunnelGroup = Figures & {
  key: string | null;
  label: string | null;
  filter: FilterNode;
};

export type Funnel = {
  pipeline: { id: string; name: string };
  currency: string;
  time_zone: string;
  stages: FunnelStage[];
  totals: Figures;
  groups: FunnelGroup[];
  unconverted: number;
};

export async function funnel(query: FunnelQuery, signal?: AbortSignal): Promise<Funnel> {
  return (await send<Funnel>('POST', '/insight/funnel', { body: query, signal })).data;
}
