import {
  type QueryClient,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useCallback } from 'react';
import { keys } from '@/api/keys';
import { type Notification, notifications } from './wire';

const PAGE = 40;

/** How many wait to be read, for the menu. */
export function useUnread(): number {
  const { data } = useQuery({
    queryKey: [...keys.notifications, 'unread'],
    queryFn: ({ signal }) => notifications.list({ unread: true, limit: 1 }, signal),
    refetchInterval: 10 * 60_000,
  });
  return data?.unread ?? 0;
}

export function useNotifications(unread: boolean) {
  return useInfiniteQuery({
    queryKey: [...keys.notifications, 'list', unread],
    queryFn: ({ pageParam, signal }) =>
      notifications.list({ unread: unread || undefined, limit: PAGE, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

/** Marks as read, and renews what shows it. The list keeps its order while one reads. */
export function useMarkRead(): (which: Notification[] | 'all') => void {
  const client = useQueryClient();
  return useCallback(
    (which) => {
      const unread = which === 'all' ? [] : which.filter((one) => !one.read).map((one) => one.id);
      if (which !== 'all' && unread.length === 0) return;
      void notifications
        .read(which === 'all' ? { all: true } : { ids: unread })
        .finally(() => renew(client));
    },
    [client],
  );
}

export function renew(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: keys.notifications });
}
