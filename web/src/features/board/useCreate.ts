import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { asProblem } from '@/api/problem';
import type { Board, BoardCard, Stage } from '@/api/types';
import { useProblemText } from '@/app/problem-text';
import { fieldOf, useObject } from '@/catalogue';
import { toasts } from '@/ui/toast';
import { boardKey, type Place } from './data';
import { added } from './model';

/** Makes a deal in a stage by its name; false, and the reason told, when the server refuses. */
export function useCreate(place: Place) {
  const client = useQueryClient();
  const t = useTranslations('board');
  const words = useProblemText();
  const deal = useObject('deal');
  return useCallback(
    async (stage: Stage, name: string): Promise<boolean> => {
      const key = boardKey(place);
      const pipeline = client.getQueryData<Board>(key)?.pipeline.id;
      try {
        const { data } = await api.records.create('deal', { name, pipeline, stage: stage.id });
        await client.cancelQueries({ queryKey: key });
        const card: BoardCard = { ...data, next_task: null, days_in_stage: 0 };
        client.setQueryData<Board>(key, (board) => board && added(board, card));
        return true;
      } catch (error) {
        toasts.show({
          tone: 'error',
          text: t('notCreated'),
          detail: words(asProblem(error), (field) => fieldOf(deal, field)?.label ?? field),
        });
        return false;
      }
    },
    [client, place, t, words, deal],
  );
}
