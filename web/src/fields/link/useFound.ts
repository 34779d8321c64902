import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api } from '@/api/client';
import { objectOf, useCatalogue } from '@/catalogue';

export type Found = { object: string; id: string; label: string; hint?: string };

/** Records to link to: the latest ones until something is typed, then what the search ranks first. */
export function useFound(targets: string[], text: string): { found: Found[]; loading: boolean } {
  const catalogue = useCatalogue();
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 120);
    return () => clearTimeout(timer);
  }, [text]);
  const words = settled.trim();
  const query = useQuery({
    queryKey: ['found', targets, words],
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    queryFn: async ({ signal }): Promise<Found[]> => {
      if (words) {
        const { hits } = await api.search(words, targets, 20, signal);
        return hits.map((hit) => ({
          object: hit.object,
          id: hit.id,
          label: hit.title,
          hint: hit.excerpt ?? hit.subtitle ?? undefined,
        }));
      }
      const pages = await Promise.all(
        targets.map(async (key) => {
          const object = objectOf(catalogue, key);
          if (!object) return [];
          const page = await api.records.query(
            key,
            { sort: '-updated_at', limit: 10, fields: [object.title] },
            signal,
          );
          return page.records.map((record) => ({
            object: key,
            id: record.id,
            label: String(record.fields[object.title] ?? ''),
          }));
        }),
      );
      return pages.flat();
    },
  });
  return { found: query.data ?? [], loading: query.isFetching };
}
