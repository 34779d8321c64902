import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { http } from '@/api/http';
import { keys } from '@/api/keys';

/** What the screen keeps for its user on the server, so that it is the same on every machine. */
export type Preferences = {
  /** False: single letters do nothing by themselves. */
  letters?: boolean;
  /** What was done with the first steps on Home. */
  firstSteps?: { hidden?: boolean; funnel?: boolean };
  [other: string]: unknown;
};

async function read(): Promise<Preferences> {
  return ((await http.GET('/api/v1/session/preferences')).data ?? {}) as Preferences;
}

/** What is kept so far, and a way to keep more. Nothing is lost when two parts write: the newest whole is sent. */
export function usePreferences(): {
  preferences: Preferences;
  ready: boolean;
  keep: (change: Preferences) => void;
} {
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: keys.preferences,
    queryFn: read,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const keep = useCallback(
    (change: Preferences) => {
      const held = client.getQueryData<Preferences>(keys.preferences) ?? {};
      const next = { ...held, ...change };
      client.setQueryData(keys.preferences, next);
      void read()
        .then((kept) => http.PUT('/api/v1/session/preferences', { body: { ...kept, ...change } }))
        .catch(() => client.invalidateQueries({ queryKey: keys.preferences }));
    },
    [client],
  );
  return { preferences: data ?? {}, ready: data !== undefined, keep };
}
