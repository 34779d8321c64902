export type NotificationsSearch = { show?: 'unread'; object?: string; open?: string };

export function notificationsSearch(search: Record<string, unknown>): NotificationsSearch {
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  return {
    show: search.show === 'unread' ? 'unread' : undefined,
    object: text(search.object),
    open: text(search.open),
  };
}
