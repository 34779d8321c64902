import { useInfiniteQuery, useQueries } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { FilterNode, ObjectType, Page, RecordQuery } from '@/api/types';

const PAGE = 50;

function asked(object: ObjectType, words: string | undefined): FilterNode | undefined {
  return words ? { field: object.title, op: 'contains', value: words } : undefined;
}

/** How many deleted records there are of each object. */
export function useBinCounts(objects: readonly ObjectType[]): Map<string, number> {
  const answers = useQueries({
    queries: objects.map((object) => ({
      queryKey: ['records', object.key, 'bin', 'count'],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        api.records.query(
          object.key,
          { deleted: true, count: true, limit: 1, fields: [object.title] },
          signal,
        ),
      staleTime: 10_000,
    })),
  });
  const counts = new Map<string, number>();
  objects.forEach((object, index) => {
    const count = answers[index]?.data?.count;
    if (count !== undefined) counts.set(object.key, count);
  });
  return counts;
}

/** Deleted records of an object, the last deleted first, with all their fields. */
export function useBin(object: ObjectType | undefined, words: string | undefined) {
  return useInfiniteQuery({
    queryKey: ['records', object?.key, 'bin', 'page', words],
    enabled: object !== undefined,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }): Promise<Page> => {
      const type = object as ObjectType;
      const query: RecordQuery = {
        deleted: true,
        limit: PAGE,
        filter: asked(type, words),
        cursor: pageParam,
      };
      return api.records.query(type.key, query, signal);
    },
    getNextPageParam: (page) => page.next ?? undefined,
  });
}
