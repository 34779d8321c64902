import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Rec } from '@/api/types';
import { heldRecord } from './cache';

/** One record with all its fields; what a list already knows of it is shown while the rest comes. */
export function useRecord(object: string, id: string) {
  const client = useQueryClient();
  return useQuery<Rec>({
    queryKey: keys.record(object, id),
    queryFn: ({ signal }) => api.records.get(object, id, signal),
    placeholderData: () => heldRecord(client, object, id),
  });
}
