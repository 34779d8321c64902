import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { onItsWay } from '@/api/http';
import { asProblem } from '@/api/problem';
import type { BoardCard, FieldValue, RecAnswer } from '@/api/types';
import { useProblemText } from '@/app/problem-text';
import { useObject } from '@/catalogue';
import { useRuleLabel } from '@/records/rules/useRuleLabel';
import { useOfferUndo } from '@/records/undo';
import { toasts } from '@/ui/toast';
import { boardKey, type Place } from './data';
import { added, landing } from './model';
import type { Board, Column } from './types';

/** Makes a deal in a column by its name; false, and the reason told, when the server refuses. */
export function useCreate(place: Place) {
  const client = useQueryClient();
  const t = useTranslations();
  const offerUndo = useOfferUndo();
  const object = useObject('deal')?.label ?? '';
  const words = useProblemText();
  const label = useRuleLabel();
  const create = useCallback(
    async (column: Column, name: string): Promise<boolean> => {
      const key = boardKey(place);
      const pipeline = client.getQueryData<Board>(key)?.pipeline.id;
      try {
        const fields: Record<string, FieldValue> = { name, pipeline, ...landing(unborn, column) };
        const answer = await api.records.create(place.object, fields);
        const { data } = answer;
        await client.cancelQueries({ queryKey: key });
        const card: BoardCard = { ...data, next_task: nextTask(data), days_in_stage: 0 };
        client.setQueryData<Board>(key, (board) => board && added(board, card));
        offerUndo(t('record.created', { key: 'deal', object }), answer);
        return true;
      } catch (error) {
        toasts.show({
          tone: 'error',
          text: t('board.notCreated'),
          detail: words(asProblem(error), label),
        });
        return false;
      }
    },
    [client, place, object, offerUndo, t, words, label],
  );
  return useCallback<typeof create>((...given) => onItsWay(create(...given)), [create]);
}

const unborn = { fields: {} } as BoardCard;

/** The first task that the pipeline has made for it, if any. */
function nextTask({ fields, refs }: RecAnswer): BoardCard['next_task'] {
  const { next_task: id, next_task_at: due_at } = fields;
  if (typeof id !== 'string') return null;
  const due = typeof due_at === 'string' ? due_at : null;
  return { id, title: refs.task?.[id] ?? '', due_at: due, state: 'planned' };
}
