import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import type { Answer } from '@/api/http';
import { answerOf, http } from '@/api/http';
import { keys } from '@/api/keys';
import { asProblem } from '@/api/problem';
import type { Rec } from '@/api/types';
import { useProblemText } from '@/app/problem-text';
import { useUsersById } from '@/catalogue';
import { type Mark, renewMarks } from '@/features/talk/marks';
import { useFormat } from '@/i18n/format';
import { toasts } from '@/ui/toast';
import { filesKey } from '../files/api';
import { followersKey } from '../followers/useFollowers';
import { byHand, useOfferUndo } from '../undo';

/** A mark as it goes with a note. */
function said({ objection, answer, worked, words }: Mark) {
  return { objection, answer, worked, words: words.trim() || null };
}

type Told = { mentions?: string[]; unreachable?: string[] };

/** Writing, changing and removing notes of a record; each says whether it went through. */
export function useNotes(record: Rec) {
  const client = useQueryClient();
  const words = useProblemText();
  const users = useUsersById();
  const format = useFormat();
  const offerUndo = useOfferUndo();
  const t = useTranslations('timeline');
  const { object, id } = record;
  return useMemo(() => {
    const write = async (work: () => Promise<Answer<unknown>>): Promise<boolean> => {
      try {
        const answer = await work();
        const told = (answer.data ?? {}) as Told;
        const missed = (told.unreachable ?? []).flatMap((user) => users.get(user)?.name ?? []);
        if (missed.length > 0) {
          toasts.show({ text: t('unreachable', { names: format.list(missed) }), seconds: 8 });
        }
        void client.invalidateQueries({ queryKey: followersKey(object, id) });
        await client.invalidateQueries({ queryKey: keys.timeline(object, id) });
        return true;
      } catch (error) {
        toasts.show({ tone: 'error', text: t('noteFailed'), detail: words(asProblem(error)) });
        return false;
      }
    };
    const one = '/api/v1/notes/{id}' as const;
    return {
      create: (text: string, files: string[], met: Mark[]) =>
        write(async () => {
          const answer = await answerOf(
            http.POST('/api/v1/records/{object}/{id}/notes', {
              params: { path: { object, id } },
              body: {
                text,
                files: files.length > 0 ? files : undefined,
                objections: met.length > 0 ? met.map(said) : undefined,
              },
            }),
          );
          // What was marked with it stands by itself.
          if (met.length > 0) renewMarks(client);
          else offerUndo(t('noteSaved'), answer);
          return answer;
        }),
      mark: (met: Mark) =>
        write(async () => {
          const { objection, answer, worked, words } = met;
          const fields = { about: id, objection, worked, ...(answer ? { answer } : {}) };
          const said = words.trim();
          const answered = await api.records.create('objection_met', {
            ...fields,
            ...(said ? { words: said } : {}),
          });
          renewMarks(client);
          return answered;
        }),
      update: (note: string, text: string, before: string) =>
        write(async () => {
          const params = { path: { id: note } };
          const put = (words: string) =>
            answerOf(http.PATCH(one, { params, body: { text: words } }));
          const answer = await put(text);
          if (text !== before)
            offerUndo(
              t('noteChanged'),
              byHand(() => put(before)),
            );
          return answer;
        }),
      remove: (note: string) =>
        write(async () => {
          const answer = await answerOf(http.DELETE(one, { params: { path: { id: note } } }));
          offerUndo(t('noteDeleted'), answer);
          void client.invalidateQueries({ queryKey: filesKey(object, id) });
          return answer;
        }),
    };
  }, [client, words, users, format, offerUndo, t, object, id]);
}
