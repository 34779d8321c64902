import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { address, answerOf, http } from '@/api/http';

export type Looker = { id: string; name: string; editing: boolean };

export const presenceKey = (object: string, id: string) => ['presence', object, id] as const;

/** The server forgets who has not said for longer than 45 seconds that he is still there. */
const EVERY = 20_000;

const PATH = '/api/v1/records/{object}/{id}/presence';

/** Who else looks at the record. Tells the others that we do, while the window is in sight. */
export function usePresence(object: string, id: string, editing: boolean): Looker[] {
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: presenceKey(object, id),
    queryFn: async ({ signal }) =>
      (await answerOf(http.GET(PATH, { params: { path: { object, id } }, signal }))).data.people,
    // Asked for again when the live updates say that somebody came or went.
    staleTime: Number.POSITIVE_INFINITY,
  });
  useEffect(() => {
    let gone = false;
    const tell = async () => {
      if (document.visibilityState !== 'visible') return;
      try {
        const params = { path: { object, id } };
        const { data } = await answerOf(http.PUT(PATH, { params, body: { editing } }));
        if (!gone) client.setQueryData(presenceKey(object, id), data.people);
      } catch {
        // Nobody is told then; the next time will come.
      }
    };
    void tell();
    const timer = setInterval(tell, EVERY);
    document.addEventListener('visibilitychange', tell);
    return () => {
      gone = true;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tell);
    };
  }, [client, object, id, editing]);
  useEffect(() => {
    // `keepalive`: also when the window is closed.
    const leave = () =>
      void fetch(
        address(`/records/${encodeURIComponent(object)}/${encodeURIComponent(id)}/presence`),
        { method: 'DELETE', keepalive: true },
      ).catch(() => undefined);
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [object, id]);
  return data ?? none;
}

const none: Looker[] = [];
