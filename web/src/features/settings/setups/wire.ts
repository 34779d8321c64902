import { answerOf, http } from '@/api/http';
import { keys } from '@/api/keys';
import type { components } from '@/api/schema';

type S = components['schemas'];

export type Setup = S['SetupInfo'];
export type Removal = S['SetupRemoval'];
export type How = S['RemoveSetup'];

const at = (key: string) => ({ params: { path: { key } } });

/** Ready-made set-ups of trades. */
export const setups = {
  list: async () => (await answerOf(http.GET('/api/v1/setups'))).data.setups,
  add: (key: string, body: S['AddSetup']) =>
    answerOf(http.POST('/api/v1/setups/{key}', { ...at(key), body })),
  removal: async (key: string) =>
    (await answerOf(http.GET('/api/v1/setups/{key}/removal', at(key)))).data,
  remove: (key: string, body: How) =>
    answerOf(http.DELETE('/api/v1/setups/{key}', { ...at(key), body })),
  removeSample: (key: string) => answerOf(http.DELETE('/api/v1/setups/{key}/sample', at(key))),
};

export const setupsKey = ['setups'] as const;

/** A set-up reaches into everything that is shown. */
export const touched = [
  setupsKey,
  keys.catalogue,
  keys.pipelines,
  keys.today,
  ['records'],
  ['record'],
  ['figures'],
  ['views'],
  ['scripts'],
  ['calculations'],
] as const;
