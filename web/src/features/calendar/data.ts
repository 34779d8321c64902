import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import { asProblem } from '@/api/problem';
import type { FieldValue, FilterNode, ObjectType, Rec, RecordQuery } from '@/api/types';
import { useProblemText } from '@/app/problem-text';
import { useFormat } from '@/i18n/format';
import { patchRecord } from '@/records/cache';
import { accept } from '@/records/save';
import { useOfferUndo } from '@/records/undo';
import { toasts } from '@/ui/toast';
import { boundsOf, type Event, eventOf } from './events';
import type { CalendarSearch } from './search';

/** The most that one answer holds. */
const MOST = 500;

function whoFilter(who: CalendarSearch['who'], object: ObjectType): FilterNode[] {
  if (who === 'all') return [];
  const shared = object.fields.some((field) => field.key === 'participants');
  const people = who ?? ['@me'];
  const each = people.flatMap((id): FilterNode[] => [
    { field: 'assignee', op: 'eq', value: id },
    ...(shared ? [{ field: 'participants', op: 'contains' as const, value: id }] : []),
  ]);
  return [{ or: each }];
}

/** The tasks of some days, as events; `more` when there are more than one answer holds. */
export function useEvents(
  object: ObjectType,
  days: readonly string[],
  who: CalendarSearch['who'],
): { events: Event[]; more: boolean; error: unknown; retry: () => void; loading: boolean } {
  const format = useFormat();
  const { from, to } = boundsOf(days, format);
  const whose = whoFilter(who, object);
  const query: RecordQuery = {
    filter: {
      and: [
        { field: 'due_at', op: 'gte', value: from },
        { field: 'due_at', op: 'lt', value: to },
        ...whose,
      ],
    },
    sort: 'due_at',
    limit: MOST,
  };
  const { data, error, refetch, isLoading } = useQuery({
    queryKey: keys.page('task', query),
    queryFn: ({ signal }) => api.records.query('task', query, signal),
    placeholderData: (before) => before,
  });
  const stretch = { from, to, filter: whose[0] };
  // What is past does not come again.
  const ahead = to > new Date().toISOString();
  const { data: repeats } = useQuery({
    queryKey: ['records', 'task', 'occurrences', stretch],
    queryFn: ({ signal }) => api.occurrences(stretch, signal),
    enabled: ahead && object.fields.some((field) => field.key === 'recurrence'),
    placeholderData: (before) => before,
  });
  const events = useMemo(() => {
    const tasks = new Map((repeats?.tasks ?? []).map((task) => [task.id, task]));
    const again = (ahead ? (repeats?.occurrences ?? []) : []).flatMap(({ task, at }) => {
      const repeated = tasks.get(task);
      return (repeated && eventOf(repeated, object, format, at)) ?? [];
    });
    return [
      ...(data?.records ?? []).flatMap((task) => eventOf(task, object, format) ?? []),
      // The answer for the days before may stand in for that of these.
      ...again.filter((event) => days.includes(event.day)),
    ];
  }, [data, repeats, ahead, object, format, days]);
  return {
    events,
    more: Boolean(data?.next) || (ahead && repeats?.more === true),
    error: data ? null : error,
    retry: () => void refetch(),
    loading: isLoading,
  };
}

/** Moves or stretches a task: shown at once, put back with the reason when refused, undone by the toast. */
export function useReschedule(): (task: Rec, fields: Record<string, FieldValue>) => Promise<void> {
  const client = useQueryClient();
  const offerUndo = useOfferUndo();
  const words = useProblemText();
  const t = useTranslations('calendar');
  return useCallback(
    async (task, fields) => {
      const before = Object.fromEntries(
        Object.keys(fields).map((key) => [key, task.fields[key] ?? null]),
      );
      const put = (values: Record<string, FieldValue>) =>
        patchRecord(client, task.object, task.id, (held) => ({
          ...held,
          fields: { ...held.fields, ...values },
        }));
      put(fields);
      try {
        const answer = await api.records.update(task.object, task.id, fields);
        accept(client, answer);
        offerUndo(t('moved'), answer);
      } catch (error) {
        put(before);
        toasts.show({
          tone: 'error',
          text: t('notMoved'),
          detail: words(asProblem(error)),
          seconds: 8,
        });
      }
    },
    [client, offerUndo, words, t],
  );
}
