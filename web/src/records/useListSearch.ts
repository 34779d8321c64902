import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { ListSearch } from './search';

/** What the address says of the list, and a way to change it. Changes replace, so that Back leaves the list. */
export function useListSearch(): {
  search: ListSearch;
  set: (change: Partial<ListSearch>, options?: { push?: boolean }) => void;
} {
  const search = useSearch({ from: '/inside/records/$object' });
  const navigate = useNavigate({ from: '/records/$object' });
  const set = useCallback(
    (change: Partial<ListSearch>, options?: { push?: boolean }) => {
      void navigate({
        search: (old: ListSearch) => ({ ...old, ...change }),
        replace: !options?.push,
      });
    },
    [navigate],
  );
  return { search, set };
}
