import { useMemo } from 'react';
import type { Pipeline } from '@/api/types';
import { useSession } from '@/app/session';
import { todayIn } from './period';
import { questionOf } from './query';
import type { FunnelSearch } from './search';

/** What an address asks of the figures. Days are those of the workspace's zone for everybody, so that figures can be compared. */
export function useQuestion(search: FunnelSearch, home?: Pick<Pipeline, 'id' | 'object'>) {
  const zone = useSession().workspace.time_zone;
  const today = todayIn(zone, new Date());
  const text = JSON.stringify(search);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text says the same as the search, the day changes at midnight
  const question = useMemo(
    () => questionOf(search, zone, new Date(), home),
    [text, zone, today, home],
  );
  return { question, today };
}
