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
import { byHand, useOfferUndo } from '../undo';

/** A view that was deleted and brought back is another one to the server: what is taken back later is about that. */
const broughtBack = new Map<string, string>();

function idNow(id: string): string {
  const next = broughtBack.get(id);
  return next ? idNow(next) : id;
}

/** Changes to the views of an object: shown at once, and taken back with the reason when the server refuses. */
export function useViewChanges(object: string) {
  const client = useQueryClient();
  const words = useProblemText();
  const offerUndo = useOfferUndo();
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

  /** Says what was done with a view, and offers to have it as it was. */
  const offerBack = (said: string, { id }: SavedView, before: Partial<SavedView>) =>
    offerUndo(
      said,
      byHand(async () => replace(await views.update(idNow(id), before))),
    );

  return {
    busy,
    save: (view: SavedView, state: SavedState) =>
      attempt(async () => {
        const saved = await views.update(view.id, {
          state: { ...view.state, ...state },
          version: view.version,
        });
        replace(saved);
        offerBack(t('saved', { name: saved.name }), view, { state: view.state });
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
      attempt(async () => {
        const renamed = await views.update(view.id, { name });
        replace(renamed);
        offerBack(t('renamed', { name }), view, { name: view.name });
        return renamed;
      }),
    share: (view: SavedView, scope: ViewScope) =>
      attempt(async () => {
        replace(await views.update(view.id, { scope }));
        offerBack(t(`shared.${scope}`, { name: view.name }), view, { scope: view.scope });
      }),
    /** The view that one begins with among those of its kind. */
    setDefault: (kind: ViewKind, view: SavedView | null) =>
      attempt(async () => {
        const held = client.getQueryData<SavedView[]>(key) ?? [];
        const before = held.find((other) => other.kind === kind && other.is_default)?.id;
        const choose = (id: string | null) => {
          put((list) =>
            list.map((other) =>
              other.kind === kind ? { ...other, is_default: other.id === id } : other,
            ),
          );
          return views.setDefault(object, id, kind);
        };
        await choose(view?.id ?? null);
        offerUndo(
          view ? t('opensFirst', { name: view.name }) : t('plainFirst'),
          byHand(() => choose(before === undefined ? null : idNow(before))),
        );
      }),
    remove: (view: SavedView) =>
      attempt(async () => {
        await views.remove(view.id);
        put((list) => list.filter((other) => other.id !== view.id));
        const again = async () => {
          const { name, kind, scope, state, position, is_default } = view;
          const { id } = await views.create({ object, name, kind, scope, state });
          broughtBack.set(view.id, id);
          await views.update(id, { position });
          if (is_default) await views.setDefault(object, id, kind);
          await client.invalidateQueries({ queryKey: key });
        };
        offerUndo(t('deleted', { name: view.name }), byHand(again));
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
