import { QueryClient } from '@tanstack/react-query';
import { Problem } from './problem';

export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        gcTime: 5 * 60_000,
        refetchOnWindowFocus: false,
        // Without a network the answer is a refusal that says so, not a page that waits for ever.
        networkMode: 'always',
        // A refusal stays a refusal; only a lost connection or a busy server is worth another try.
        retry: (count, error) =>
          count < 2 &&
          navigator.onLine &&
          error instanceof Problem &&
          (error.status === 0 || error.status === 503),
        retryDelay: (count) => 400 * 2 ** count,
      },
      mutations: { retry: false },
    },
  });
}
