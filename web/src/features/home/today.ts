import { useQuery } from '@tanstack/react-query';
import { http } from '@/api/http';
import { learn } from '@/api/labels';
import type { components } from '@/api/schema';
import type { Rec } from '@/api/types';

type Answer = components['schemas']['TodayAnswer'];
type Lists = 'overdue' | 'today' | 'upcoming' | 'no_next_step' | 'new_leads';
export type Today = Omit<Answer, Lists> & Record<Lists, Rec[]>;

/** What the day holds. Kept with the figures, so that it is asked for again whenever a task or a deal changes. */
export function useToday() {
  return useQuery({
    queryKey: ['figures', 'deal', 'today'],
    queryFn: async ({ signal }) => {
      const data = (await http.GET('/api/v1/today', { signal })).data as Today;
      learn(data.refs);
      return data;
    },
    refetchInterval: 5 * 60_000,
  });
}
