import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Catalogue, Field } from '@/api/types';

const LOOKED_AT = 500;

type Known = {
  /** The most used first. */
  words: string[];
  /** A word as people have spelt it, also when what they use is still to be learned: "vip" is their "VIP". */
  asUsed: (word: string) => Promise<string>;
};

const folded = (word: string) => word.toLocaleLowerCase();

/** The free words that people have used in this field lately. */
export function useKnownWords(catalogue: Catalogue, field: Field): Known {
  const client = useQueryClient();
  const object = catalogue.objects.find((candidate) => candidate.fields.includes(field));
  const enabled = Boolean(field.open && object);
  const used = usedWords(object?.key ?? '', field.key);
  const { data = [] } = useQuery({ ...used, enabled });
  const asUsed = async (word: string) => {
    const words = enabled ? await client.ensureQueryData(used).catch(() => []) : [];
    return words.find((one) => folded(one) === folded(word)) ?? word;
  };
  return { words: data, asUsed };
}

function usedWords(object: string, field: string) {
  return queryOptions({
    queryKey: ['records', object, 'words', field],
    queryFn: async ({ signal }) => {
      const page = await api.records.query(
        object,
        {
          filter: { field, op: 'not_empty' },
          fields: [field],
          sort: '-updated_at',
          limit: LOOKED_AT,
        },
        signal,
      );
      const used = new Map<string, number>();
      for (const record of page.records) {
        for (const word of (record.fields[field] as string[] | null) ?? [])
          used.set(word, (used.get(word) ?? 0) + 1);
      }
      return [...used]
        .sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))
        .map(([word]) => word);
    },
    staleTime: 60_000,
  });
}
