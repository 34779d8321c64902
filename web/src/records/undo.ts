import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { allAnswered, onItsWay } from '@/api/http';
import { keys } from '@/api/keys';
import { asProblem } from '@/api/problem';
import type { Session } from '@/api/types';
import { refreshAll } from '@/app/live';
import { useProblemText } from '@/app/problem-text';
import { toasts } from '@/ui/toast';
import { changed, drop, keep, newest, type Written } from './undone';

/** How to take back what no event tells of: the former words of a note, who followed. It lasts as long as the page. */
const hands = new Map<string, () => Promise<unknown>>();
const BY_HAND = 'hand:';

/** Something done that is taken back by doing the opposite. */
export function byHand(back: () => Promise<unknown>): Written {
  // Unlike those of the page before it was loaded again.
  const event = `${BY_HAND}${performance.timeOrigin}-${hands.size}-${performance.now()}`;
  hands.set(event, back);
  return { event, batch: null };
}

/** The newest that can still be taken back. */
function lastOf(user: string): Written | undefined {
  for (;;) {
    const last = newest(user, 'own');
    if (!last?.event?.startsWith(BY_HAND) || hands.has(last.event)) return last;
    drop(user, last);
  }
}

/** Whose changes they are. */
function useWho(): () => string {
  const client = useQueryClient();
  return useCallback(() => client.getQueryData<Session>(keys.session)?.user.id ?? '', [client]);
}

/** Takes the last own change back; Ctrl or Cmd with Z does that. */
export function useUndoLast(): () => Promise<void> {
  const undo = useUndo();
  const who = useWho();
  const t = useTranslations('record');
  return useCallback(async () => {
    // Else it would be an older one.
    await allAnswered();
    const last = lastOf(who());
    if (last) void onItsWay(undo(last));
    else toasts.show({ text: t('nothingToUndo'), seconds: 3 });
  }, [undo, who, t]);
}

/** Does again what was taken back last; Ctrl or Cmd with Shift and Z, or Ctrl with Y, does that. */
export function useRedoLast(): () => Promise<void> {
  const undo = useUndo();
  const who = useWho();
  const t = useTranslations('record');
  return useCallback(async () => {
    // Else it would be an older one.
    await allAnswered();
    const last = newest(who(), 'takenBack');
    if (last) void onItsWay(undo(last, true));
    else toasts.show({ text: t('nothingToRedo'), seconds: 3 });
  }, [undo, who, t]);
}

/** Takes a change back, or says why it cannot. With `again` the change is itself an undoing. */
export function useUndo(): (written: Written, again?: boolean) => Promise<boolean> {
  const client = useQueryClient();
  const words = useProblemText();
  const who = useWho();
  const t = useTranslations('record');
  return useCallback(
    async ({ event, batch }, again = false) => {
      if (!event && !batch) return false;
      // Refused or not, it is not tried again by the next Ctrl+Z.
      drop(who(), { event, batch });
      const back = hands.get(event ?? '');
      try {
        if (back) {
          await back();
          hands.delete(event ?? '');
          refreshAll(client);
          toasts.show({ text: t('undone'), tone: 'success', seconds: 3 });
          return true;
        }
        const answer = await api.undo(batch ? { batch } : { event: event as string });
        const can = answer.event ?? answer.batch;
        if (can)
          keep(who(), again ? 'own' : 'takenBack', { event: answer.event, batch: answer.batch });
        refreshAll(client);
        toasts.show({ text: t(again ? 'redone' : 'undone'), tone: 'success', seconds: 3 });
        return true;
      } catch (error) {
        toasts.show({ text: t('undoFailed'), detail: words(asProblem(error)), tone: 'error' });
        return false;
      }
    },
    [client, words, who, t],
  );
}

/** Says what was done, and offers for eight seconds to take it back. */
export function useOfferUndo(): (text: string, written: Written, detail?: string) => void {
  const undo = useUndo();
  const who = useWho();
  const t = useTranslations('common');
  return useCallback(
    (text, written, detail) => {
      const can = Boolean(written.event ?? written.batch);
      if (can) changed(who(), written);
      toasts.show({
        text,
        detail,
        seconds: can ? 8 : 4,
        action: can ? { label: t('undo'), run: () => void undo(written) } : undefined,
      });
    },
    [undo, who, t],
  );
}
