import type { Figures, FunnelStage } from './wire';

export type Bar = {
  stage: FunnelStage;
  /** How many came at least as far. */
  reached: number;
  /** Part of the widest bar, 0 to 100. */
  width: number;
  /** Part of those who entered the funnel, 0 to 1. */
  ofAll: number | null;
};

/** Bars of the funnel: how many deals have come at least as far as each stage; stages of lost deals stand apart. */
export function bars(stages: readonly FunnelStage[]): { path: Bar[]; lost: FunnelStage[] } {
  const path = stages.filter((stage) => stage.stage.kind !== 'lost');
  const lost = stages.filter((stage) => stage.stage.kind === 'lost');
  // Whoever may not see how far deals came sees where they stand.
  const far = (stage: FunnelStage | undefined) => stage?.reached ?? stage?.count ?? 0;
  const widest = Math.max(0, ...path.map(far));
  const first = far(path[0]);
  return {
    path: path.map((stage) => {
      const reached = far(stage);
      const share = widest > 0 ? (reached / widest) * 100 : 0;
      return {
        stage,
        reached,
        width: reached > 0 ? Math.max(1.5, share) : 0,
        ofAll: first > 0 ? reached / first : null,
      };
    }),
    lost,
  };
}

export type SortKey =
  | 'label'
  | 'open'
  | 'won'
  | 'won_sum'
  | 'lost'
  | 'win_rate'
  | 'average_won'
  | 'cycle_days';
export type SortBy = { key: SortKey; down: boolean };

type Group = Figures & { label?: string | null };

function figure(group: Group, key: SortKey): number | null {
  const number = (text: string | null | undefined) =>
    text === null || text === undefined ? null : Number(text);
  switch (key) {
    case 'open':
      return group.open.count;
    case 'won':
      return group.won.count;
    case 'won_sum':
      return number(group.won.sum?.amount);
    case 'lost':
      return group.lost.count;
    case 'win_rate':
      return number(group.win_rate);
    case 'average_won':
      return number(group.average_won?.amount);
    case 'cycle_days':
      return number(group.cycle_days);
    case 'label':
      return null;
  }
}

/** Groups in the order asked for; what has no figure comes last either way. */
export function sorted<G extends Group>(
  groups: readonly G[],
  by: SortBy,
  collator: Intl.Collator,
): G[] {
  const sign = by.down ? -1 : 1;
  return [...groups].sort((a, b) => {
    if (by.key === 'label') {
      const [left, right] = [a.label ?? null, b.label ?? null];
      if (left === null || right === null) return Number(left === null) - Number(right === null);
      return sign * collator.compare(left, right);
    }
    const x = figure(a, by.key);
    const y = figure(b, by.key);
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return sign * (x - y);
  });
}
