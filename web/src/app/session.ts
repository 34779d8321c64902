import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import { forgetLabels } from '@/api/labels';
import type { Session } from '@/api/types';
import { forgetRefused } from '@/records/refused';
import { forgetUndone } from '@/records/undone';
import { forgetBegun } from './begun';
import { forgetSeen } from './offline/keep';

export const sessionQuery = queryOptions({
  queryKey: keys.session,
  queryFn: api.session.get,
  staleTime: 5 * 60_000,
});

/** The signed-in person; below the shell there always is one. */
export function useSession(): Session {
  const { data } = useQuery(sessionQuery);
  if (!data) throw new Error('useSession is for pages behind the sign-in');
  return data;
}

/** Forgets everything the last person saw. */
export function forgetEverything(client: QueryClient): void {
  client.clear();
  forgetLabels();
  forgetSeen();
  forgetBegun();
  forgetRefused();
  forgetUndone();
}
