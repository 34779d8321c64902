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
const MOST = 50;

function note(written: Written): void {
  own.push(written);
  if (own.length > MOST) own.shift();
}

function forget({ event, batch }: Written): void {
  const at = own.findIndex((one) => (batch ? one.batch === batch : one.event === event));
  if (at >= 0) own.splice(at, 1);
}

/** Takes the last own change back; Ctrl or Cmd with Z does that. */
export function useUndoLast(): () => void {
  const undo = useUndo();
  const t = useTranslations('record');
  return useCallback(() => {
    const last = own.at(-1);
    if (last) void undo(last);
    else toasts.show({ text: t('nothingToUndo'), seconds: 3 });
  }, [undo, t]);
}

/** Takes a change back, or says why it cannot. */
export function useUndo(): (written: Written) => Promise<boolean> {
  const client = useQueryClient();
  const words = useProblemText();
  const t = useTranslations('record');
  return useCallback(
    async ({ event, batch }) => {
      if (!event && !batch) return false;
      // Refused or not, it is not tried again by the next Ctrl+Z.
      forget({ event, batch });
      try {
        await api.undo(batch ? { batch } : { event: event as string });
        refreshAll(client);
        toasts.show({ text: t('undone'), tone: 'success', seconds: 3 });
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
