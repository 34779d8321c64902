import { useQuery } from '@tanstack/react-query';
import { admin } from '@/api/admin';
import { keys } from '@/api/keys';

/** What an object, its fields and options are called in every language. */
export function useLabels(object: string, enabled = true) {
  return useQuery({
    queryKey: [...keys.catalogue, 'labels', object],
    queryFn: ({ signal }) => admin.objects.labels(object, signal),
    enabled,
    // What is to be changed is asked for anew each time.
    gcTime: 0,
    staleTime: 0,
  });
}
