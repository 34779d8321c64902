import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Hit } from '@/api/types';
import { useSession } from '@/app/session';
import { useCatalogue } from '@/catalogue';
import { recents } from './recent';

const PAUSE = 120;

/** What was typed, once the fingers rest. */
export function useRested(text: string): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), PAUSE);
    return () => clearTimeout(timer);
  }, [text]);
  // Emptied or cut short, it counts at once.
  return text.trim() === '' ? '' : rested;
}

/** Records that the words find, best first. The last answer stays until the next one is there. */
export function useHits(text: string) {
  const words = useRested(text).trim();
  const query = useQuery({
    queryKey: ['records', 'search', words],
    queryFn: ({ signal }) => api.search(words, undefined, 10, signal),
    enabled: words !== '',
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    retry: false,
  });
  const waiting = text.trim() !== words || query.isFetching;
  return {
    hits: words === '' ? none : (query.data?.hits ?? none),
    waiting: text.trim() !== '' && waiting,
    failed: query.isError && words !== '',
  };
}

const none: Hit[] = [];

/** Records opened lately, by the names they have now; those that are gone or hidden are left out. */
export function useRecents(enabled: boolean): Hit[] {
  const { user } = useSession();
  const catalogue = useCatalogue();
  const entries = useMemo(() => (enabled ? recents(user.id) : []), [user.id, enabled]);
  const known = entries.filter((entry) => catalogue.objects.some((o) => o.key === entry.object));
  const answers = useQueries({
    queries: known.map((entry) => ({
      queryKey: keys.record(entry.object, entry.id),
      queryFn: () => api.records.get(entry.object, entry.id),
      staleTime: 60_000,
      retry: false,
    })),
  });
  return answers.flatMap(({ data }) => {
    const object = data && catalogue.objects.find((o) => o.key === data.object);
    const title = object && data.fields[object.title];
    if (!data || !object || typeof title !== 'string' || data.deleted_at) return [];
    return [{ object: data.object, id: data.id, title, subtitle: null }];
  });
}
