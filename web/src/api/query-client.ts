import { QueryClient } from '@tanstack/react-query';
import { Problem } from './problem';

export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        gcTime: 5 * 60_000,
        refetchOnWindowFocus: false,
        // A refusal stays a refusal; only a lost connection or a busy server is worth another try.
        retry: (count, error) =>
          count < 2 && error instanceof Problem && (error.status === 0 || error.status === 503),
      },
      mutations: { retry: false },
    },
  });
}
