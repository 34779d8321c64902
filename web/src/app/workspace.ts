import { queryOptions, useQuery } from '@tanstack/react-query';
import { useLocale } from 'use-intl';
import { http } from '@/api/http';
import { keys } from '@/api/keys';
import type { components } from '@/api/schema';
import { firstDayHere } from '@/ui/Calendar';

export type MenuItem = components['schemas']['MenuItem'];
/** How the workspace presents itself: what an administrator chose. */
export type Workspace = components['schemas']['Workspace'];

export const workspaceQuery = queryOptions({
  queryKey: keys.workspace,
  queryFn: async ({ signal }) =>
    (await http.GET('/api/v1/workspace', { signal })).data as Workspace,
  staleTime: 5 * 60_000,
});

export function updateWorkspace(body: components['schemas']['UpdateWorkspace']) {
  return http.PATCH('/api/v1/workspace', { body });
}

export function useWorkspace(): Workspace | undefined {
  return useQuery(workspaceQuery).data;
}

/** The first day of the week, 0 for Sunday: the workspace's, else what is usual in this language. */
export function useFirstDay(): number {
  const locale = useLocale();
  const workspace = useWorkspace();
  return workspace ? workspace.week_start % 7 : firstDayHere(locale);
}

/** Places in the order of the menu, without the hidden ones; what the menu does not name follows as it stood. */
export function arranged<T extends { key: string }>(places: T[], menu: readonly MenuItem[]): T[] {
  const at = new Map(menu.map((item, index) => [item.key, index]));
  const hidden = new Set(menu.filter((item) => item.hidden).map((item) => item.key));
  const order = (place: T) => at.get(place.key) ?? menu.length + places.indexOf(place);
  return places.filter((place) => !hidden.has(place.key)).sort((a, b) => order(a) - order(b));
}
