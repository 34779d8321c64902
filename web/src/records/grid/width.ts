/** By how much a key makes a column wider or narrower. */
export const STEP = 24;

export function clampWidth(width: number): number {
  return Math.round(Math.min(900, Math.max(72, width)));
}
