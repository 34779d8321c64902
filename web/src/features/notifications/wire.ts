import { type Query, send } from '@/api/http';
import { learnOne } from '@/api/labels';

export type NotificationKind =
  | 'assigned'
  | 'mentioned'
  | 'note'
  | 'changed'
  | 'task_due'
  | 'task_overdue'
  | 'deal_won'
  | 'deal_lost'
  | 'import_done'
  | 'digest';
export type Notification = {
  id: string;
  kind: NotificationKind;
  at: string;
  read: boolean;
  by?: string | null;
  /** What it is about; null when that is nothing or several records. */
  record?: { object: string; id: string; label: string } | null;
  object?: string | null;
  count: number;
  text?: string | null;
};
export type NotificationPage = {
  notifications: Notification[];
  unread: number;
  next?: string | null;
};
export type NotificationSettings = {
  kinds: { [kind: string]: { product: boolean; browser: boolean } };
  digest: { enabled: boolean; at: string; days: number[] };
};

async function list(query: Query, signal?: AbortSignal): Promise<NotificationPage> {
  const { data } = await send<NotificationPage>('GET', '/notifications', { query, signal });
  for (const { record } of data.notifications) {
    if (record) learnOne(record.object, record.id, record.label);
  }
  return data;
}

export const notifications = {
  list,
  read: async (which: { ids: string[] } | { all: true }) =>
    (await send<{ unread: number }>('POST', '/notifications/read', { body: which })).data,
  settings: async () => (await send<NotificationSettings>('GET', '/notifications/settings')).data,
  setSettings: async (body: NotificationSettings) =>
    (await send<NotificationSettings>('PUT', '/notifications/settings', { body })).data,
};
