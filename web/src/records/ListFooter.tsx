import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { AggregateQuery, Field, FilterNode, Money, ObjectType } from '@/api/types';
import { useFormat } from '@/i18n/format';
import { PageFooter } from '@/ui/Page';
import classes from './List.module.css';

type Props = {
  object: ObjectType;
  filter: FilterNode | undefined;
  columns: Field[];
  count: number | undefined;
  phone: boolean;
};

const MOST = 2;

/** Amounts that can be added up; years, numbers of records and probabilities cannot. */
export function summable(columns: Field[]): Field[] {
  const money = columns.filter((field) => field.kind === 'money');
  const numbers = columns.filter(
    (field) =>
      field.kind === 'number' &&
      !/(year|number|probability|position|percent|discount)$/.test(field.key),
  );
  return [...money, ...numbers].slice(0, MOST);
}

/** Count and sums of everything that the filter lets through, not only of what is loaded. */
export function ListFooter({ object, filter, columns, count, phone }: Props) {
  const t = useTranslations('list');
  const format = useFormat();
  const summed = summable(columns);
  const query: AggregateQuery = {
    filter,
    measures: summed.flatMap((field) => [
      { fn: 'sum' as const, field: field.key },
      { fn: 'avg' as const, field: field.key },
    ]),
  };
  const { data } = useQuery({
    queryKey: keys.aggregate(object.key, query),
    queryFn: ({ signal }) => api.records.aggregate(object.key, query, signal),
    enabled: summed.length > 0 && count !== undefined && count > 0,
    placeholderData: keepPreviousData,
  });
  const values = data?.rows[0]?.values ?? [];
  const words = (value: unknown): string | null => {
    if (value === null || value === undefined) return null;
    if (typeof value === 'object') return format.money(value as Money, true);
    return format.number(Math.round(Number(value) * 100) / 100);
  };
  return (
    <PageFooter>
      <span>{count === undefined ? '' : t('records', { count, key: object.key })}</span>
      {summed.map((field, index) => {
        const sum = words(values[index * 2]);
        const average = words(values[index * 2 + 1]);
        if (sum === null) return null;
        return (
          <span key={field.key} className={classes.figures}>
            <span>
              {t('sum', { field: field.label })} <b className={classes.figure}>{sum}</b>
            </span>
            {!phone && index === 0 && average !== null && (
              <span>
                {t('average')} <b className={classes.figure}>{average}</b>
              </span>
            )}
          </span>
        );
      })}
      {!phone && (
        <span className={classes.keys} aria-hidden>
          {t('keys')}
        </span>
      )}
    </PageFooter>
  );
}
