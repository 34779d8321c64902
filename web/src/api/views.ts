import { answerOf, http } from './http';
import type { components } from './schema';
import type { FilterNode } from './types';

type S = components['schemas'];

export type ViewKind = S['ViewKind'];
export type ViewScope = S['ViewScope'];

/** What a view decides, as the server keeps it. */
export type SavedState = Partial<Omit<S['ViewState'], 'filter' | 'totals' | 'columns'>> & {
  filter?: FilterNode | null;
  columns?: { field: string; width?: number | null; pinned?: boolean }[] | null;
  totals?: Record<string, string> | null;
};
export type SavedView = Omit<S['View'], 'state'> & { state: SavedState };

type New = Pick<SavedView, 'object' | 'name' | 'kind' | 'scope' | 'state'>;
type Change = Partial<Pick<SavedView, 'name' | 'scope' | 'state' | 'position' | 'version'>>;

/** Parts that are left out are none, which the document cannot say of a body. */
const known = <T extends { state?: SavedState }>(body: T) =>
  body as Omit<T, 'state'> & { state: S['ViewState'] };

export const views = {
  list: async (object: string, signal?: AbortSignal): Promise<SavedView[]> =>
    (await answerOf(http.GET('/api/v1/views', { params: { query: { object } }, signal }))).data
      .views as SavedView[],
  create: async (body: New): Promise<SavedView> =>
    (await answerOf(http.POST('/api/v1/views', { body: known(body) }))).data as SavedView,
  update: async (id: string, body: Change): Promise<SavedView> =>
    (
      await answerOf(
        http.PATCH('/api/v1/views/{id}', { params: { path: { id } }, body: known(body) }),
      )
    ).data as SavedView,
  remove: (id: string) => answerOf(http.DELETE('/api/v1/views/{id}', { params: { path: { id } } })),
  setDefault: (object: string, view: string | null, kind: ViewKind) =>
    answerOf(http.PUT('/api/v1/views/default', { body: { object, view, kind } })),
};

export const viewsKey = (object: string) => ['views', object] as const;
