import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import { asProblem } from '@/api/problem';
import type { RecordQuery } from '@/api/types';
import { useProblemText } from '@/app/problem-text';
import { useOfferUndo } from '@/records/undo';
import { toasts } from '@/ui/toast';
import { type Mark, renewMarks } from './marks';
import type { About } from './wire';

export type Entry = {
  id: string;
  title: string;
  text: string;
  answers: { id: string; title: string; text: string }[];
};

const offered = { field: 'active', op: 'eq', value: true } as const;
const objections: RecordQuery = {
  filter: { and: [offered] },
  sort: 'title',
  fields: ['title', 'text'],
  limit: 500,
};
const answers: RecordQuery = {
  filter: { and: [offered] },
  sort: 'created_at',
  fields: ['title', 'text', 'objection'],
  limit: 500,
};

const folded = (text: string) => text.toLocaleLowerCase().normalize('NFD').replace(/\p{M}/gu, '');

/** The library, as far as it is offered, narrowed to what is typed. */
export function useLibrary(search: string) {
  const found = useQuery({
    queryKey: keys.page('objection', objections),
    queryFn: ({ signal }) => api.records.query('objection', objections, signal),
    staleTime: 60_000,
  });
  const replies = useQuery({
    queryKey: keys.page('answer', answers),
    queryFn: ({ signal }) => api.records.query('answer', answers, signal),
    staleTime: 60_000,
  });
  const entries = useMemo(() => {
    const text = (value: unknown) => (typeof value === 'string' ? value : '');
    return (found.data?.records ?? []).map(
      (record): Entry => ({
        id: record.id,
        title: text(record.fields.title),
        text: text(record.fields.text),
        answers: (replies.data?.records ?? [])
          .filter((one) => one.fields.objection === record.id)
          .map((one) => ({
            id: one.id,
            title: text(one.fields.title),
            text: text(one.fields.text),
          })),
      }),
    );
  }, [found.data, replies.data]);
  const wanted = folded(search.trim());
  return {
    error: found.error,
    pending: found.isPending,
    all: entries.length,
    entries: entries.filter((entry) => folded(`${entry.title} ${entry.text}`).includes(wanted)),
  };
}

/** Marks an objection met; says so, and why when it is refused. */
export function useMark(about: About): { busy: boolean; mark: (mark: Mark) => Promise<boolean> } {
  const t = useTranslations('talk');
  const client = useQueryClient();
  const offerUndo = useOfferUndo();
  const words = useProblemText();
  const [busy, setBusy] = useState(false);
  return {
    busy,
    mark: async ({ objection, answer, worked, words: said }) => {
      setBusy(true);
      try {
        const made = await api.records.create('objection_met', {
          about: about.id,
          objection,
          worked,
          ...(answer ? { answer } : {}),
          ...(said.trim() ? { words: said.trim() } : {}),
          ...(about.task ? { task: about.task } : {}),
          ...(about.note ? { note: about.note } : {}),
        });
        void client.invalidateQueries({ queryKey: keys.timeline(about.object, about.id) });
        renewMarks(client);
        offerUndo(t('marked'), made);
        return true;
      } catch (error) {
        toasts.show({ tone: 'error', text: t('markFailed'), detail: words(asProblem(error)) });
        return false;
      } finally {
        setBusy(false);
      }
    },
  };
}
