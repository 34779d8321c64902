import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Rec } from '@/api/types';
import { patchRecord } from '@/records/cache';
import { accept } from '@/records/save';
import { useOfferUndo } from '@/records/undo';

/** Completes a task with what follows. Shown at once; a refusal is thrown to whoever can ask for more. */
export function useComplete(): (
  task: Rec,
  params: Record<string, unknown>,
  said: string,
  deal?: string,
) => Promise<void> {
  const client = useQueryClient();
  const offerUndo = useOfferUndo();
  return useCallback(
    async (task, params, said, deal) => {
      const put = (done_at: string | null) =>
        patchRecord(client, 'task', task.id, (held) => ({
          ...held,
          fields: { ...held.fields, done_at },
        }));
      put(new Date().toISOString());
      try {
        const answer = await api.records.verb('task', task.id, 'complete', params);
        accept(client, answer);
        if (deal) {
          void client.invalidateQueries({ queryKey: keys.record('deal', deal) });
          void client.invalidateQueries({ queryKey: ['records', 'deal'] });
          void client.invalidateQueries({ queryKey: ['figures', 'deal'] });
        }
        offerUndo(said, answer);
      } catch (error) {
        put(null);
        throw error;
      }
    },
    [client, offerUndo],
  );
}
