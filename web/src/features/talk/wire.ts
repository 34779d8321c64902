import { answerOf, http } from '@/api/http';
import type { components } from '@/api/schema';

type S = components['schemas'];

export type Talk = S['Talk'];
export type TalkNode = S['TalkNode'];
export type TalkStep = S['TalkStep'];
export type TalkEnd = S['TalkEnd'];
export type Offered = S['OfferedScript'];

/** What an objection is raised about, and in which call or meeting, or in which note. */
export type About = { object: string; id: string; task?: string; note?: string };

const at = (id: string) => ({ params: { path: { id } } });

/** Talks by a script. */
export const talks = {
  offered: async (object: string, record: string, signal?: AbortSignal) => {
    const query = { object, record };
    const answer = await http.GET('/api/v1/scripts', { params: { query }, signal });
    return answer.data?.offered ?? [];
  },
  start: async (script: string, object: string, record: string, task?: string) =>
    (
      await http.POST('/api/v1/scripts/{id}/runs', {
        ...at(script),
        body: { object, record, task },
      })
    ).data as Talk,
  get: async (id: string, signal?: AbortSignal) =>
    (await http.GET('/api/v1/scripts/runs/{id}', { ...at(id), signal })).data as Talk,
  /** It outlives the page: who closes it at once loses nothing. */
  save: (id: string, path: TalkStep[]) =>
    http.PATCH('/api/v1/scripts/runs/{id}', { ...at(id), body: { path }, keepalive: true }),
  drop: (id: string) => http.DELETE('/api/v1/scripts/runs/{id}', at(id)),
  finish: (id: string, leave: string[]) =>
    answerOf(http.POST('/api/v1/scripts/runs/{id}/finish', { ...at(id), body: { leave } })),
};

export const offeredKey = (object: string, record: string) => ['scripts', object, record] as const;
export const talkKey = (id: string) => ['talk', id] as const;
