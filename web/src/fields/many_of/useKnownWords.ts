import { useQuery } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Catalogue, Field } from '@/api/types';

const LOOKED_AT = 500;

/** The free words that people have used in this field lately, the most used first. */
export function useKnownWords(catalogue: Catalogue, field: Field): string[] {
  const object = catalogue.objects.find((candidate) => candidate.fields.includes(field));
  const { data } = useQuery({
    queryKey: ['records', object?.key, 'words', field.key],
    queryFn: async ({ signal }) => {
      const page = await api.records.query(
        object?.key ?? '',
        {
          filter: { field: field.key, op: 'not_empty' },
          fields: [field.key],
          sort: '-updated_at',
          limit: LOOKED_AT,
        },
        signal,
      );
      const used = new Map<string, number>();
      for (const record of page.records) {
        for (const word of (record.fields[field.key] as string[] | null) ?? [])
          used.set(word, (used.get(word) ?? 0) + 1);
      }
      return [...used]
        .sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))
        .map(([word]) => word);
    },
    enabled: Boolean(field.open && object),
    staleTime: 60_000,
  });
  return data ?? [];
}
