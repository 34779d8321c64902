import type { QueryClient } from '@tanstack/react-query';
import { keys } from '@/api/keys';

export type Worked = 'yes' | 'no' | 'unknown';

/** An objection that was met, as it is marked. */
export type Mark = { objection: string; answer: string | null; worked: Worked; words: string };

/** A mark, and what the library calls what is marked. */
export type Noted = { mark: Mark; objection: string; answer: string | null };

/** What counts marks is asked for anew. */
export function renewMarks(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: keys.records('objection_met') });
  void client.invalidateQueries({ queryKey: ['figures', 'objection_met'] });
  void client.invalidateQueries({ queryKey: ['figures', 'deal', 'objections'] });
}
