import { useQuery } from '@tanstack/react-query';
import { send } from '@/api/http';
import { learn } from '@/api/labels';
import type { Rec, Refs } from '@/api/types';

export type Today = {
  counts: { overdue: number; today: number; upcoming: number; no_next_step: number };
  overdue: Rec[];
  today: Rec[];
  upcoming: Rec[];
  no_next_step: Rec[];
  refs: Refs;
};

/** What the day holds. Kept with the figures, so that it is asked for again whenever a task or a deal changes. */
export function useToday() {
  return useQuery({
    queryKey: ['figures', 'deal', 'today'],
    queryFn: async ({ signal }) => {
      const { data } = await send<Today>('GET', '/today', { signal });
      learn(data.refs);
      return data;
    },
    refetchInterval: 5 * 60_000,
  });
}
