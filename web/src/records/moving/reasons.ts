import type { Rec } from '@/api/types';

const MOST = 5;

/** The reasons given of late, the most frequent first; the same words in other letters count once. */
export function usualReasons(records: readonly Rec[]): string[] {
  const counts = new Map<string, { text: string; times: number }>();
  for (const record of records) {
    const text = String(record.fields.outcome_reason ?? '').trim();
    if (!text) continue;
    const key = text.toLocaleLowerCase();
    const held = counts.get(key);
    counts.set(key, { text: held?.text ?? text, times: (held?.times ?? 0) + 1 });
  }
  return [...counts.values()]
    .sort((a, b) => b.times - a.times)
    .slice(0, MOST)
    .map((entry) => entry.text);
}
