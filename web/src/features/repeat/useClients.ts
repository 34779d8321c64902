import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import { asProblem } from '@/api/problem';
import type { AggregateQuery, FilterNode, Money, Rec } from '@/api/types';
import { useProblemText } from '@/app/problem-text';
import { accept } from '@/records/save';
import { useOfferUndo } from '@/records/undo';
import { toasts } from '@/ui/toast';
import { filterOf, movedTo, type Period, periods } from './periods';

export type ClientKind = 'company' | 'contact';
const SHOWN = 60;

/** Whether nobody has bought yet, nor is expected to: there is nothing to show in any period. */
export function useNobody(object: ClientKind | undefined, today: string): boolean {
  const counted = useQueries({
    queries: periods.map((period) => {
      const { figures } = asked(period, today);
      return {
        queryKey: keys.aggregate(object ?? '', figures),
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          api.records.aggregate(object ?? '', figures, signal),
        enabled: object !== undefined,
      };
    }),
  });
  return counted.every(({ data }) => data !== undefined && !Number(data.rows[0]?.values[0] ?? 0));
}

function asked(period: Period, today: string): { filter: FilterNode; figures: AggregateQuery } {
  const filter = filterOf(period, today);
  const measures: AggregateQuery['measures'] = [
    { fn: 'count' },
    { fn: 'sum', field: 'next_purchase_amount' },
  ];
  return { filter, figures: { filter, measures } };
}

/** The clients of a period, with how many there are and what they should bring. */
export function useClients(object: ClientKind, period: Period, today: string) {
  const { filter, figures } = asked(period, today);
  const sort = period === 'none' ? '-last_purchase_on' : 'next_purchase_on';
  const body = { filter, sort, limit: SHOWN };
  const list = useQuery({
    queryKey: ['records', object, 'repeat', body],
    queryFn: ({ signal }) => api.records.query(object, body, signal),
  });
  const sums = useQuery({
    queryKey: keys.aggregate(object, figures),
    queryFn: ({ signal }) => api.records.aggregate(object, figures, signal),
  });
  const [count, sum] = sums.data?.rows[0]?.values ?? [];
  return {
    records: list.data?.records,
    error: list.error,
    retry: list.refetch,
    count: count === undefined || count === null ? undefined : Number(count),
    sum: (sum ?? null) as Money | null,
  };
}

/** Sets when a client is expected to buy next, by where its card is put. */
export function useExpect(today: string): (client: Rec, period: Period) => Promise<void> {
  const client = useQueryClient();
  const offerUndo = useOfferUndo();
  const words = useProblemText();
  const t = useTranslations();
  return useCallback(
    async (record, period) => {
      const was = record.fields.next_purchase_on;
      const on = movedTo(period, today, typeof was === 'string' ? was : null);
      try {
        const change = { next_purchase_on: on };
        const answer = await api.records.update(record.object, record.id, change, record.version);
        accept(client, answer);
        void client.invalidateQueries({ queryKey: ['records', record.object] });
        void client.invalidateQueries({ queryKey: ['figures', record.object] });
        offerUndo(t('repeat.moved', { period: t(`repeat.period.${period}`) }), answer);
      } catch (error) {
        toasts.show({
          tone: 'error',
          text: t('errors.title'),
          detail: words(asProblem(error)),
          seconds: 8,
        });
      }
    },
    [client, offerUndo, words, t, today],
  );
}
