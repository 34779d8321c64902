import type { FilterNode, Funnel } from '@/api/types';

export type { Funnel, FunnelQuery } from '@/api/types';

export const groupings = [
  'owner',
  'share',
  'manager',
  'team',
  'office',
  'source',
  'product',
  'month',
] as const;
export type Grouping = (typeof groupings)[number];

/** By what the figures can be broken down: leads have no team of their own. Their month is that in which they came. */
export function groupingsOf(object: 'deal' | 'lead'): readonly Grouping[] {
  return object === 'deal' ? groupings : groupings.filter((one) => one !== 'share');
}

export const periodFields = ['closed_at', 'created_at', 'engaged_on'] as const;
export type PeriodField = (typeof periodFields)[number];

export type Figures = Funnel['totals'];
export type FunnelStage = Funnel['stages'][number] & { reached_filter?: FilterNode | null };
export type FunnelGroup = Funnel['groups'][number];
