import { http } from '@/api/http';
import { learnOne } from '@/api/labels';
import type { components } from '@/api/schema';

type S = components['schemas'];

export type NotificationKind = S['NotificationKind'];
export type Notification = S['Notification'];
export type NotificationPage = S['NotificationList'];
export type NotificationSettings = S['NotificationSettings'];

/** The body alone. */
async function read<T>(fetched: Promise<{ data?: T }>): Promise<T> {
  return (await fetched).data as T;
}

async function list(
  query: { unread?: boolean; limit?: number; cursor?: string },
  signal?: AbortSignal,
): Promise<NotificationPage> {
  const page = await read(http.GET('/api/v1/notifications', { params: { query }, signal }));
  for (const { record } of page.notifications) {
    if (record) learnOne(record.object, record.id, record.label);
  }
  return page;
}

export const notifications = {
  list,
  read: (body: { ids: string[] } | { all: true }) =>
    read(http.POST('/api/v1/notifications/read', { body })),
  settings: () => read(http.GET('/api/v1/notifications/settings')),
  setSettings: (body: NotificationSettings) =>
    read(http.PUT('/api/v1/notifications/settings', { body })),
};
