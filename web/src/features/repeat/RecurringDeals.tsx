import { IconRepeat } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { AggregateQuery, ObjectType } from '@/api/types';
import { fieldOf } from '@/catalogue';
import { useShown } from '@/fields';
import { refusedOf } from '@/records/refused';
import { useSave } from '@/records/save';
import { useEditing } from '@/records/useEditing';
import { Empty, Failed, Skeleton } from '@/ui/State';
import classes from './Recurring.module.css';
import { RecurringRow } from './RecurringRow';

const COLUMNS = ['recurrence', 'recurs_on', 'recurs_before', 'amount', 'owner'];
const SHOWN = 200;
type At = { deal: string; field: string };
const filter = { field: 'recurs_on', op: 'not_empty' as const };
const count: AggregateQuery = { filter, measures: [{ fn: 'count' }] };

/** All deals that recur: who, what, how often, when the next one comes; changed, paused and stopped here. */
export function RecurringDeals({ object }: { object: ObjectType }) {
  const t = useTranslations('repeat');
  const cx = useShown();
  const save = useSave(object);
  const editing = useEditing<At>(({ deal, field }) => refusedOf(deal, field) !== undefined);
  const at = editing.now;
  const body = { filter, sort: 'recurs_on', limit: SHOWN };
  const list = useQuery({
    queryKey: ['records', object.key, 'recurring', body],
    queryFn: ({ signal }) => api.records.query(object.key, body, signal),
  });
  const all = useQuery({
    queryKey: keys.aggregate(object.key, count),
    queryFn: ({ signal }) => api.records.aggregate(object.key, count, signal),
  });
  if (list.error && !list.data) {
    return <Failed error={list.error} onRetry={() => void list.refetch()} />;
  }
  if (!list.data) return <Skeleton height={72} />;
  const deals = list.data.records;
  if (deals.length === 0) {
    return (
      <Empty
        icon={<IconRepeat size={22} stroke={1.6} />}
        title={t('noRecurring')}
        hint={t('noRecurringHint')}
      />
    );
  }
  const columns = COLUMNS.flatMap((key) => fieldOf(object, key) ?? []);
  const more = Number(all.data?.rows[0]?.values[0] ?? deals.length) - deals.length;
  return (
    <div className={classes.room}>
      <table className={classes.table} aria-label={t('recurring')}>
        <thead>
          <tr>
            <th scope="col">{object.label}</th>
            {columns.map((field) => (
              <th key={field.key} scope="col" data-field={field.key}>
                {field.label}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {deals.map((deal) => (
            <RecurringRow
              key={deal.id}
              deal={deal}
              object={object}
              columns={columns}
              cx={cx}
              edited={at?.deal === deal.id ? at.field : null}
              onEdit={(field) =>
                field === null ? editing.end() : editing.begin({ deal: deal.id, field })
              }
              onSave={(...what) => void save(...what)}
              onAgain={(field) => editing.again({ deal: deal.id, field })}
            />
          ))}
        </tbody>
      </table>
      {more > 0 && <p className={classes.quiet}>{t('more', { count: more })}</p>}
    </div>
  );
}
