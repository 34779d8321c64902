import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslations } from 'use-intl';
import { answerOf, http } from '@/api/http';
import { asProblem } from '@/api/problem';
import type { components } from '@/api/schema';
import { useProblemText } from '@/app/problem-text';
import { useSession } from '@/app/session';
import { toasts } from '@/ui/toast';
import { byHand, useOfferUndo } from '../undo';

export type Followers = components['schemas']['Followers'];

export const followersKey = (object: string, id: string) => ['followers', object, id] as const;

/** Who is told when a record changes. */
export function useFollowers(object: string, id: string) {
  return useQuery({
    enabled: id !== '',
    queryKey: followersKey(object, id),
    queryFn: async ({ signal }) =>
      (
        await http.GET('/api/v1/records/{object}/{id}/followers', {
          params: { path: { object, id } },
          signal,
        })
      ).data as Followers,
  });
}

/** Makes a person a follower, or no longer one: shown at once. */
export function useFollow(object: string, id: string) {
  const client = useQueryClient();
  const words = useProblemText();
  const { user } = useSession();
  const offerUndo = useOfferUndo();
  const t = useTranslations('people');
  return useCallback(
    async (person: { id: string; name: string }, on: boolean) => {
      const key = followersKey(object, id);
      await client.cancelQueries({ queryKey: key });
      client.setQueryData<Followers>(key, (held) => {
        const others = (held?.followers ?? []).filter((other) => other.id !== person.id);
        return {
          followers: on ? [...others, person] : others,
          following: person.id === user.id ? on : (held?.following ?? false),
        };
      });
      try {
        const one = '/api/v1/records/{object}/{id}/followers/{user}' as const;
        const params = { path: { object, id, user: person.id } };
        const put = (wanted: boolean) =>
          answerOf(wanted ? http.PUT(one, { params }) : http.DELETE(one, { params }));
        await put(on);
        const back = async () => {
          await put(!on);
          void client.invalidateQueries({ queryKey: key });
        };
        const said = { me: person.id === user.id ? 'yes' : 'no', name: person.name };
        offerUndo(t(on ? 'followsNow' : 'followsNoMore', said), byHand(back));
      } catch (error) {
        toasts.show({ tone: 'error', text: t('notChanged'), detail: words(asProblem(error)) });
      }
      void client.invalidateQueries({ queryKey: key });
    },
    [client, object, id, user.id, offerUndo, words, t],
  );
}
