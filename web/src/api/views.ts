import { send } from './http';
import type { FilterNode } from './types';

export type ViewKind = 'table' | 'board' | 'calendar';
export type ViewScope = 'private' | 'team' | 'everyone';

/** What a view decides, as the server keeps it. */
export type SavedState = {
  filter?: FilterNode | null;
  sort?: string | null;
  columns?: { field: string; width?: number | null; pinned?: boolean }[] | null;
  group_by?: string | null;
  totals?: Record<string, string> | null;
  pipeline?: string | null;
  lanes?: string | null;
  by?: string | null;
  date_field?: string | null;
  density?: 'compact' | 'normal' | 'relaxed' | null;
};

export type SavedView = {
  id: string;
  object: string;
  name: string;
  kind: ViewKind;
  scope: ViewScope;
  owner: string;
  team: string | null;
  state: SavedState;
  position: number;
  is_default: boolean;
  version: number;
  can: { edit: boolean; delete: boolean };
};

type Change = Partial<Pick<SavedView, 'name' | 'scope' | 'state' | 'position' | 'version'>>;

export const views = {
  list: async (object: string, signal?: AbortSignal) =>
    (await send<{ views: SavedView[] }>('GET', '/views', { query: { object }, signal })).data.views,
  create: async (
    body: Pick<SavedView, 'object' | 'name' | 'kind' | 'scope' | 'state'>,
  ): Promise<SavedView> => (await send<SavedView>('POST', '/views', { body })).data,
  update: async (id: string, body: Change): Promise<SavedView> =>
    (await send<SavedView>('PATCH', `/views/${encodeURIComponent(id)}`, { body })).data,
  remove: (id: string) => send<void>('DELETE', `/views/${encodeURIComponent(id)}`),
  setDefault: (object: string, view: string | null) =>
    send<void>('PUT', '/views/default', { body: { object, view } }),
};

export const viewsKey = (object: string) => ['views', object] as const;
