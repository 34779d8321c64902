import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { asProblem, type Problem } from '@/api/problem';
import type { Rec } from '@/api/types';
import { refreshAll } from '@/app/live';
import { useProblemText } from '@/app/problem-text';
import { canFill } from '@/records/moving/missing';
import { useRuleLabel } from '@/records/rules/useRuleLabel';
import { useOfferUndo } from '@/records/undo';
import { toasts } from '@/ui/toast';

type Perform = (
  leads: readonly Rec[],
  verb: string,
  params: Record<string, unknown>,
  said: string,
  /** Told what a stage asks for, where that can be filled in. */
  onLack?: (problem: Problem) => void,
) => Promise<boolean>;

/** Does the same to one inquiry or to many, as one batch that one click takes back. */
export function usePerform(): Perform {
  const client = useQueryClient();
  const offerUndo = useOfferUndo();
  const words = useProblemText();
  const label = useRuleLabel();
  const t = useTranslations('leads');
  return useCallback(
    async (leads, verb, params, said, onLack) => {
      const [only] = leads;
      try {
        if (only && leads.length === 1) {
          const answer = await api.records.verb('lead', only.id, verb, params);
          // Whoever shows the lead elsewhere has it as it is now before he is told that it is done.
          await refreshAll(client);
          offerUndo(said, answer);
          return true;
        }
        const ids = leads.map(({ id }) => id);
        const answer = await api.records.bulk('lead', { ids, verb, params });
        const { counts, batch } = answer.data;
        void refreshAll(client);
        if (counts.changed > 0) offerUndo(said, { event: null, batch: batch ?? answer.batch });
        if (counts.failed > 0) {
          toasts.show({ tone: 'error', text: t('someFailed', { count: counts.failed }) });
        }
        return counts.changed > 0;
      } catch (error) {
        const problem = asProblem(error);
        if (onLack && canFill(problem)) {
          onLack(problem);
          return false;
        }
        toasts.show({
          tone: 'error',
          text: t('notDone'),
          detail: words(problem, label),
          seconds: 8,
        });
        return false;
      }
    },
    [client, offerUndo, words, label, t],
  );
}

/** What may be done with an inquiry as it stands. */
export function deedsFor(lead: Rec) {
  const status = String(lead.fields.status ?? '');
  const may = lead.can?.edit !== false && !lead.deleted_at;
  const open = may && (status === 'new' || status === 'accepted');
  return {
    accept: may && status === 'new',
    convert: open,
    link: open,
    reject: open,
    reopen: may && status === 'rejected',
  };
}

export type Doing = { what: 'reject' | 'link' | 'convert'; leads: readonly Rec[] };
