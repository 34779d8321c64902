import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { http } from '@/api/http';
import type { components } from '@/api/schema';

type S = components['schemas'];

export type Engagement = S['EngagementAnswer'];
export type Worked = S['Worked'];

/** How much people worked in Kith over the last days. */
export function engagementQuery(days: number) {
  return queryOptions({
    queryKey: ['figures', 'engagement', days],
    queryFn: async ({ signal }) => {
      const answer = await http.GET('/api/v1/insight/engagement', {
        params: { query: { days } },
        signal,
      });
      return answer.data as Engagement;
    },
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}
