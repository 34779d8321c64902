import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslations } from 'use-intl';
import { asProblem } from '@/api/problem';
import type { FieldValue, Rec, Stage } from '@/api/types';
import { useProblemText } from '@/app/problem-text';
import { stageOf, useCatalogue } from '@/catalogue';
import { toasts } from '@/ui/toast';
import { patchRecord } from '../cache';
import { useRuleLabel } from '../rules/useRuleLabel';
import { accept } from '../save';
import { useOfferUndo } from '../undo';
import { leadEnd, moveRecord } from './store';
import { sendMove } from './wire';

/** Moves a deal or lead to a stage: shown at once, filled in where the stage asks for more, put back when it comes to nothing. */
export function useMove(): (record: Rec, to: Stage) => Promise<Rec | null> {
  const client = useQueryClient();
  const catalogue = useCatalogue();
  const offerUndo = useOfferUndo();
  const words = useProblemText();
  const label = useRuleLabel();
  const t = useTranslations('record');
  return useCallback(
    async (record, to) => {
      const home = stageOf(catalogue, String(record.fields.stage ?? ''));
      const pipeline = stageOf(catalogue, to.id)?.pipeline;
      if (!home) return null;
      const from = home.stage;
      const put = (stage: FieldValue) =>
        patchRecord(client, record.object, record.id, (held) => ({
          ...held,
          fields: { ...held.fields, stage },
        }));
      const stages = pipeline?.stages ?? home.pipeline.stages;
      const send = (given: Parameters<typeof sendMove>[2]) =>
        sendMove(record, { from, to, stages }, given);
      const moving = { record, from, to, pipeline, send };
      // Nothing moves before it has been said what becomes of an inquiry; whoever says so tells what came of it.
      if (leadEnd(moving)) return (await moveRecord(moving))?.data ?? null;
      put(to.id);
      try {
        const answer = await moveRecord(moving);
        if (!answer) {
          put(from.id);
          return null;
        }
        accept(client, answer);
        const reopened = from.kind !== 'open' && to.kind === 'open';
        const said = { won: t('wonSaid'), lost: t('lostSaid') };
        const moved = reopened ? t('reopenedSaid') : t('movedTo', { stage: to.name });
        offerUndo(to.kind === 'open' ? moved : said[to.kind], answer);
        return answer.data;
      } catch (error) {
        put(from.id);
        toasts.show({
          tone: 'error',
          text: t('notMoved', { stage: to.name }),
          detail: words(asProblem(error), label),
          seconds: 8,
        });
        return null;
      }
    },
    [client, catalogue, offerUndo, words, label, t],
  );
}
