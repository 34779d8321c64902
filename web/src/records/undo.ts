import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { asProblem } from '@/api/problem';
import { refreshAll } from '@/app/live';
import { useProblemText } from '@/app/problem-text';
import { toasts } from '@/ui/toast';

type Written = { event: string | null; batch: string | null };

/** One's own changes in this window that can still be taken back, the newest last. */
const own: Written[] = [];
/** What undoing wrote, the newest last: undoing that does the change again. Another change ends it. */
let takenBack: Written[] = [];
const MOST = 50;

/** Changes whose answer is not here yet: Ctrl+Z waits for it, else it would take back an older one. */
const underway = new Set<Promise<unknown>>();

export function onItsWay<T>(work: Promise<T>): Promise<T> {
  underway.add(work);
  void work.catch(() => undefined).finally(() => underway.delete(work));
  return work;
}

function note(written: Written): void {
  own.push(written);
  if (own.length > MOST) own.shift();
  takenBack = [];
}

function forget({ event, batch }: Written): void {
  const at = own.findIndex((one) => (batch ? one.batch === batch : one.event === event));
  if (at >= 0) own.splice(at, 1);
}

/** Takes the last own change back; Ctrl or Cmd with Z does that. */
export function useUndoLast(): () => Promise<void> {
  const undo = useUndo();
  const t = useTranslations('record');
  return useCallback(async () => {
    await Promise.allSettled(underway);
    const last = own.at(-1);
    if (last) void onItsWay(undo(last));
    else toasts.show({ text: t('nothingToUndo'), seconds: 3 });
  }, [undo, t]);
}

/** Does again what was taken back last; Ctrl or Cmd with Shift and Z, or Ctrl with Y, does that. */
export function useRedoLast(): () => Promise<void> {
  const undo = useUndo();
  const t = useTranslations('record');
  return useCallback(async () => {
    await Promise.allSettled(underway);
    const last = takenBack.pop();
    if (last) void onItsWay(undo(last, true));
    else toasts.show({ text: t('nothingToRedo'), seconds: 3 });
  }, [undo, t]);
}

/** Takes a change back, or says why it cannot. With `again` the change is itself an undoing. */
export function useUndo(): (written: Written, again?: boolean) => Promise<boolean> {
  const client = useQueryClient();
  const words = useProblemText();
  const t = useTranslations('record');
  return useCallback(
    async ({ event, batch }, again = false) => {
      if (!event && !batch) return false;
      // Refused or not, it is not tried again by the next Ctrl+Z.
      forget({ event, batch });
      try {
        const answer = await api.undo(batch ? { batch } : { event: event as string });
        const can = answer.event ?? answer.batch;
        if (can) (again ? own : takenBack).push({ event: answer.event, batch: answer.batch });
        refreshAll(client);
        toasts.show({ text: t(again ? 'redone' : 'undone'), tone: 'success', seconds: 3 });
        return true;
      } catch (error) {
        toasts.show({ text: t('undoFailed'), detail: words(asProblem(error)), tone: 'error' });
        return false;
      }
    },
    [client, words, t],
  );
}

/** Says what was done, and offers for eight seconds to take it back. */
export function useOfferUndo(): (text: string, written: Written, detail?: string) => void {
  const undo = useUndo();
  const t = useTranslations('common');
  return useCallback(
    (text, written, detail) => {
      const can = Boolean(written.event ?? written.batch);
      if (can) note({ event: written.event, batch: written.batch });
      toasts.show({
        text,
        detail,
        seconds: can ? 8 : 4,
        action: can ? { label: t('undo'), run: () => void undo(written) } : undefined,
      });
    },
    [undo, t],
  );
}
