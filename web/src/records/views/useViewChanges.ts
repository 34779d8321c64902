import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { asProblem } from '@/api/problem';
import {
  type SavedState,
  type SavedView,
  type ViewKind,
  type ViewScope,
  views,
  viewsKey,
} from '@/api/views';
import { useProblemText } from '@/app/problem-text';
import { toasts } from '@/ui/toast';

/** Changes to the views of an object: shown at once, and taken back with the reason when the server refuses. */
export function useViewChanges(object: string) {
  const client = useQueryClient();
  const words = useProblemText();
  const t = useTranslations('views');
  const [busy, setBusy] = useState(false);
  const key = viewsKey(object);

  const put = (change: (list: SavedView[]) => SavedView[]) =>
    client.setQueryData<SavedView[]>(key, (held) => (held ? change(held) : held));
  const attempt = async <T>(work: () => Promise<T>): Promise<T | null> => {
    setBusy(true);
    try {
      return await work();
    } catch (error) {
      void client.invalidateQueries({ queryKey: key });
      toasts.show({ tone: 'error', text: t('failed'), detail: words(asProblem(error)) });
      return null;
    } finally {
      setBusy(false);
    }
  };
  const replace = (view: SavedView) =>
    put((list) => list.map((other) => (other.id === view.id ? view : other)));

  return {
    busy,
    save: (view: SavedView, state: SavedState) =>
      attempt(async () => {
        const saved = await views.update(view.id, {
          state: { ...view.state, ...state },
          version: view.version,
        });
        replace(saved);
        toasts.show({ text: t('saved', { name: saved.name }), tone: 'success', seconds: 3 });
        return saved;
      }),
    create: (name: string, scope: ViewScope, state: SavedState, kind: ViewKind = 'table') =>
      attempt(async () => {
        const made = await views.create({ object, name, kind, scope, state });
        put((list) => [...list, made]);
        void client.invalidateQueries({ queryKey: key });
        return made;
      }),
    rename: (view: SavedView, name: string) =>
      attempt(async () => replace(await views.update(view.id, { name }))),
    share: (view: SavedView, scope: ViewScope) =>
      attempt(async () => {
        replace(await views.update(view.id, { scope }));
        toasts.show({ text: t(`shared.${scope}`, { name: view.name }), seconds: 4 });
      }),
    /** The view that one begins with among those of its kind. */
    setDefault: (kind: ViewKind, view: SavedView | null) =>
      attempt(async () => {
        put((list) =>
          list.map((other) =>
            other.kind === kind ? { ...other, is_default: other.id === view?.id } : other,
          ),
        );
        await views.setDefault(object, view?.id ?? null, kind);
      }),
    remove: (view: SavedView) =>
      attempt(async () => {
        await views.remove(view.id);
        put((list) => list.filter((other) => other.id !== view.id));
        const again = () =>
          void attempt(async () => {
            const { name, kind, scope, state } = view;
            const made = await views.create({ object, name, kind, scope, state });
            put((list) => [...list, made]);
          });
        toasts.show({
          text: t('deleted', { name: view.name }),
          seconds: 8,
          action: { label: t('restore'), run: again },
        });
        return true;
      }),
    /** Puts a view before another one; only those that this person may change are numbered anew. */
    reorder: (list: SavedView[]) =>
      attempt(async () => {
        const moved = list
          .map((view, position) => ({ view, position }))
          .filter(({ view, position }) => view.can.edit && view.position !== position);
        put((held) => {
          const rest = held.filter((view) => !list.some((other) => other.id === view.id));
          return [...list.map((view, position) => ({ ...view, position })), ...rest];
        });
        for (const { view, position } of moved) await views.update(view.id, { position });
        await client.invalidateQueries({ queryKey: key });
      }),
  };
}
