import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { asProblem } from '@/api/problem';
import type { BulkResult, FieldValue, FilterNode, ObjectType } from '@/api/types';
import { refreshAll } from '@/app/live';
import { useProblemText } from '@/app/problem-text';
import { toasts } from '@/ui/toast';
import { useOfferUndo } from '../undo';

/** What is done to every chosen record. */
export type Deed =
  | { set: Record<string, FieldValue> }
  | { add?: Record<string, string[]>; remove?: Record<string, string[]> }
  | { verb: string; params?: Record<string, unknown> }
  /** What is to be set is said with whom. */
  | Record<string, never>;

/** Which records: those ticked, or everything that the filter lets through. */
export type Whom = { ids: string[] } | { filter: FilterNode };

/** Records each with values of its own. */
export type Each = { changes: { id: string; set: Record<string, FieldValue> }[] };

/** What a deed would do, tried out on the server; nothing while there is no deed yet. */
export function useRehearsal(object: ObjectType, whom: Whom, deed: Deed | null) {
  return useQuery<BulkResult>({
    queryKey: ['rehearsal', object.key, whom, deed],
    queryFn: async () =>
      (await api.records.bulk(object.key, { ...whom, ...deed, dry_run: true })).data,
    enabled: deed !== null,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}

/** Does it, as one batch that one click takes back. */
export function useBulk(object: ObjectType, onDone: () => void) {
  const t = useTranslations('list');
  const client = useQueryClient();
  const words = useProblemText();
  const offerUndo = useOfferUndo();
  const [busy, setBusy] = useState(false);
  const run = async (whom: Whom | Each, deed: Deed): Promise<BulkResult | null> => {
    setBusy(true);
    try {
      const answer = await api.records.bulk(object.key, { ...whom, ...deed });
      const { counts, batch } = answer.data;
      refreshAll(client);
      onDone();
      const done =
        'verb' in deed && deed.verb === 'delete'
          ? t('bulkDeleted', { count: counts.changed })
          : t('bulkChanged', { count: counts.changed });
      if (counts.changed > 0) offerUndo(done, { event: null, batch: batch ?? answer.batch });
      else if (counts.failed === 0) toasts.show({ text: t('bulkNothing') });
      if (counts.failed > 0) {
        toasts.show({
          tone: 'error',
          text: t('bulkFailed', { count: counts.failed }),
          seconds: 8,
        });
      }
      return answer.data;
    } catch (error) {
      toasts.show({
        tone: 'error',
        text: t('bulkRefused'),
        detail: words(asProblem(error)),
        seconds: 8,
      });
      return null;
    } finally {
      setBusy(false);
    }
  };
  return { run, busy };
}
