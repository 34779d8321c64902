import { queryOptions, useQuery } from '@tanstack/react-query';
import { useLocale } from 'use-intl';
import { send } from '@/api/http';
import { keys } from '@/api/keys';
import type { Language } from '@/api/types';
import { firstDayHere } from '@/ui/Calendar';

export type MenuItem = { key: string; hidden: boolean };

/** How the workspace presents itself: what an administrator chose. */
export type Workspace = {
  name: string;
  language: Language;
  currency: string;
  country: string;
  time_zone: string;
  /** `#rrggbb`; null for the program's own. */
  accent: string | null;
  menu: MenuItem[];
  /** 1 for Monday to 7 for Sunday. */
  week_start: number;
};

export const workspaceQuery = queryOptions({
  queryKey: keys.workspace,
  queryFn: async ({ signal }) => (await send<Workspace>('GET', '/workspace', { signal })).data,
  staleTime: 5 * 60_000,
});

export async function updateWorkspace(change: Partial<Workspace>): Promise<Workspace> {
  return (await send<Workspace>('PATCH', '/workspace', { body: change })).data;
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
