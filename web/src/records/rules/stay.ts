import type { Stage } from '@/api/types';

const DAY = 86_400_000;

/** Whole days since a deal entered its stage; null when nobody knows. */
export function daysSince(since: unknown, now = Date.now()): number | null {
  const at = typeof since === 'string' ? Date.parse(since) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, Math.floor((now - at) / DAY));
}

/** Whether a deal has been in its stage for longer than is good for it. */
export function isRotting(stage: Stage | undefined, days: number | null | undefined): boolean {
  const most = stage?.kind === 'open' ? stage.rules?.rotting_days : null;
  return typeof most === 'number' && typeof days === 'number' && days >= most;
}
