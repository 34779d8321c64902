import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { asProblem } from '@/api/problem';
import type { FieldValue, Rec } from '@/api/types';
import { invalidate } from '@/app/live';
import { useProblemText } from '@/app/problem-text';
import { toasts } from '@/ui/toast';
import { patchRecord } from './cache';
import { accept } from './save';
import { useOfferUndo } from './undo';

/** Does something meaningful to a record: shown at once where `assume` says what will change, undone by the toast. */
export function useVerb(): (
  record: Rec,
  verb: string,
  params: Record<string, unknown>,
  said: string,
  assume?: Record<string, FieldValue>,
) => Promise<Rec | null> {
  const client = useQueryClient();
  const offerUndo = useOfferUndo();
  const words = useProblemText();
  const t = useTranslations('errors');
  return useCallback(
    async (record, verb, params, said, assume = {}) => {
      const before = Object.fromEntries(
        Object.keys(assume).map((key) => [key, record.fields[key]]),
      );
      const put = (values: Record<string, FieldValue>) =>
        patchRecord(client, record.object, record.id, (held) => ({
          ...held,
          fields: { ...held.fields, ...values },
        }));
      put(assume);
      try {
        const answer = await api.records.verb(record.object, record.id, verb, params);
        accept(client, answer);
        offerUndo(said, answer);
        return answer.data;
      } catch (error) {
        put(before);
        toasts.show({
          tone: 'error',
          text: t('title'),
          detail: words(asProblem(error)),
          seconds: 8,
        });
        return null;
      }
    },
    [client, offerUndo, words, t],
  );
}

/** Moves a record to the bin; the toast brings it back. */
export function useRemove(): (record: Rec, name: string) => Promise<boolean> {
  const client = useQueryClient();
  const offerUndo = useOfferUndo();
  const words = useProblemText();
  const t = useTranslations('record');
  return useCallback(
    async (record, name) => {
      try {
        const answer = await api.records.remove(record.object, record.id);
        invalidate(client, [record]);
        client.removeQueries({ queryKey: ['record', record.object, record.id] });
        offerUndo(t('deleted', { name }), answer);
        return true;
      } catch (error) {
        toasts.show({
          tone: 'error',
          text: t('notDeleted', { name }),
          detail: words(asProblem(error)),
        });
        return false;
      }
    },
    [client, offerUndo, words, t],
  );
}
