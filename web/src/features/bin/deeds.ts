import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { asProblem } from '@/api/problem';
import type { ObjectType, Rec } from '@/api/types';
import { refreshAll } from '@/app/live';
import { useProblemText } from '@/app/problem-text';
import { useSession } from '@/app/session';
import { useOfferUndo } from '@/records/undo';
import { toasts } from '@/ui/toast';

export type Deeds = {
  busy: boolean;
  restore: (records: readonly Rec[]) => Promise<void>;
  destroy: (records: readonly Rec[]) => Promise<void>;
};

/** What is done to records in the bin: brought back, or destroyed for good. */
export function useDeeds(object: ObjectType, onDone: () => void): Deeds {
  const t = useTranslations('bin');
  const client = useQueryClient();
  const { can } = useSession();
  const offerUndo = useOfferUndo();
  const words = useProblemText();
  const [busy, setBusy] = useState(false);

  const refused = (text: string, error: unknown) =>
    toasts.show({ tone: 'error', text, detail: words(asProblem(error)), seconds: 8 });

  const work = async (todo: () => Promise<void>) => {
    setBusy(true);
    try {
      await todo();
    } finally {
      setBusy(false);
      refreshAll(client);
      onDone();
    }
  };

  /** One after the other; what is refused does not stop the rest. */
  const each = async (records: readonly Rec[], deed: (record: Rec) => Promise<unknown>) => {
    const failed: unknown[] = [];
    for (const record of records) {
      try {
        await deed(record);
      } catch (error) {
        failed.push(error);
      }
    }
    return failed;
  };

  const restore = (records: readonly Rec[]) =>
    work(async () => {
      const [first] = records;
      if (!first) return;
      if (records.length > 1 && can.bulk) {
        try {
          const ids = records.map((record) => record.id);
          const answer = await api.records.bulk(object.key, { ids, verb: 'restore' });
          const { changed, failed } = answer.data.counts;
          if (changed > 0) offerUndo(t('restored', { count: changed }), answer);
          if (failed > 0)
            toasts.show({ tone: 'error', text: t('notRestored', { count: failed }), seconds: 8 });
        } catch (error) {
          refused(t('notRestored', { count: records.length }), error);
        }
        return;
      }
      let last: { event: string | null; batch: string | null } = { event: null, batch: null };
      const failed = await each(records, async (record) => {
        last = await api.records.restore(record.object, record.id);
      });
      const done = records.length - failed.length;
      const alone = done === 1 ? last : { event: null, batch: null };
      if (done > 0) offerUndo(t('restored', { count: done }), alone);
      if (failed.length > 0) refused(t('notRestored', { count: failed.length }), failed[0]);
    });

  const destroy = (records: readonly Rec[]) =>
    work(async () => {
      const failed = await each(records, (record) =>
        api.records.destroy(record.object, record.id, record.version),
      );
      const done = records.length - failed.length;
      if (done > 0) toasts.show({ text: t('destroyed', { count: done }), seconds: 5 });
      if (failed.length > 0) refused(t('notDestroyed', { count: failed.length }), failed[0]);
    });

  return { busy, restore, destroy };
}
