import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { http } from '@/api/http';
import { keys } from '@/api/keys';
import { learn } from '@/api/labels';
import type { components } from '@/api/schema';
import type { FilterNode } from '@/api/types';
import type { Question } from '@/features/funnel/query';

type S = components['schemas'];

export type Figures = S['ObjectionsAnswer'];
export type Objection = S['ObjectionFigures'];
export type Answer = S['AnswerFigures'];
export type Ended = S['DealsEnded'];
export type Counted = S['Counted'];

/** A figure's filter as the lists take it. */
export const filterOf = (counted: Counted) => counted.filter as FilterNode;

export function objectionsQuery({ group_by: _, ...question }: Question) {
  return queryOptions({
    queryKey: keys.objections(question),
    queryFn: async ({ signal }) => {
      const answer = await http.POST('/api/v1/insight/objections', { body: question, signal });
      const data = answer.data as Figures;
      // The lists that figures open say what they are narrowed to.
      const named = (list: { id?: string | null; label: string }[]) =>
        Object.fromEntries(list.flatMap((one) => (one.id ? [[one.id, one.label]] : [])));
      learn({
        objection: named(data.objections),
        answer: named(data.objections.flatMap((one) => one.answers)),
      });
      return data;
    },
    placeholderData: keepPreviousData,
  });
}
