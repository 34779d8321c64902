import { answerOf, http } from '@/api/http';
import type { components } from '@/api/schema';
import type { FieldValue, FilterNode } from '@/api/types';

type S = components['schemas'];

export type Taker = S['DistributionTaker'];
export type Definition = Omit<S['DistributionDefinition'], 'filter' | 'people' | 'teams'> & {
  filter?: FilterNode | null;
  people: Taker[];
  teams: string[];
};
export type Method = S['DistributionMethod'];
export type AtWork = S['DistributionHours'];
export type Answer = S['DistributionAnswer'];
export type Rule = Definition & {
  id: string;
  object: string;
  name: string;
  position: number;
  active: boolean;
  version: number;
};
export type Shared = 'lead' | 'deal';

type Change = Omit<S['UpdateDistributionRule'], 'rule'> & { rule?: Definition };

const at = (id: string) => ({ params: { path: { id } } });

/** To whom leads and deals go. */
export const distribution = {
  list: async (object: Shared) => {
    const answer = await http.GET('/api/v1/distribution', { params: { query: { object } } });
    return (answer.data?.rules ?? []) as Rule[];
  },
  create: (object: Shared, name: string, rule: Definition) =>
    answerOf(
      http.POST('/api/v1/distribution', {
        body: { object, name, rule: rule as S['DistributionDefinition'] },
      }),
    ),
  update: (id: string, body: Change) =>
    answerOf(
      http.PATCH('/api/v1/distribution/{id}', {
        ...at(id),
        body: body as S['UpdateDistributionRule'],
      }),
    ),
  remove: (id: string) => answerOf(http.DELETE('/api/v1/distribution/{id}', at(id))),
  attempt: async (object: Shared, fields: Record<string, FieldValue>) =>
    (await http.POST('/api/v1/distribution/try', { body: { object, fields } })).data as Answer,
};

export const distributionKey = (object: Shared) => ['distribution', object] as const;
