import type { BulkResult } from '@/api/types';
import { type CellPlan, changesOf } from './plan';

/** Why a cell cannot become what it is to be. */
export type Refusal = Pick<BulkResult['results'][number], 'code' | 'problems'>;

type Try = (changes: ReturnType<typeof changesOf>) => Promise<BulkResult>;

/** So often a record is tried again without the cells that were refused: each time others may come to light. */
const ROUNDS = 4;

export const keyOf = ({ record, field }: CellPlan) => `${record.id} ${field.key}`;

/**
 * Tries the cells out. A record takes its values together, so where it names the cells that it refuses, the others are tried
 * again without them: one wrong cell does not keep the rest of its row from changing.
 */
export async function rehearse(cells: readonly CellPlan[], attempt: Try) {
  const refused = new Map<string, Refusal>();
  let left = [...cells];
  for (let round = 1; left.length > 0; round += 1) {
    const { results } = await attempt(changesOf(left));
    const again: CellPlan[] = [];
    for (const result of results.filter(({ ok }) => !ok)) {
      const mine = left.filter(({ record }) => record.id === result.id);
      const named = new Set((result.problems ?? []).map(({ field }) => field?.split(/[.[]/)[0]));
      const blamed = mine.filter(({ field }) => named.has(field.key));
      const whole = blamed.length === 0 || round === ROUNDS;
      for (const cell of whole ? mine : blamed) refused.set(keyOf(cell), result);
      if (!whole) again.push(...mine.filter((cell) => !blamed.includes(cell)));
    }
    left = again;
  }
  return refused;
}
