import { useQuery } from '@tanstack/react-query';
import type { CSSProperties } from 'react';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { AggregateQuery, FilterNode } from '@/api/types';
import { fieldOf, useObject } from '@/catalogue';
import { useFormat } from '@/i18n/format';
import { cx } from '@/ui/cx';
import { FigureLink } from './FigureLink';
import shared from './Funnel.module.css';
import classes from './History.module.css';
import { useCounted, useFunnelText } from './object';
import type { Funnel } from './wire';

const SHOWN = 8;

/** The field that says why a record ended so. */
const REASON = { deal: 'outcome_reason', lead: 'reject_reason' } as const;

/** Why deals were lost or leads rejected, the most frequent reason first; each opens its records. */
export function Reasons({ answer }: { answer: Funnel }) {
  const t = useFunnelText();
  const format = useFormat();
  const object = useCounted();
  const field = fieldOf(useObject(object), REASON[object]);
  const lost = answer.totals.lost.filter as FilterNode | undefined;
  const body: AggregateQuery = {
    filter: lost,
    group_by: [{ field: REASON[object] }],
    measures: [{ fn: 'count' }],
  };
  const { data } = useQuery({
    queryKey: keys.aggregate(object, body),
    queryFn: ({ signal }) => api.records.aggregate(object, body, signal),
    enabled: field !== undefined && lost !== undefined && answer.totals.lost.count > 0,
  });
  if (!field || !lost || !data || data.rows.length === 0) return null;
  const rows = data.rows
    .map(({ keys: [reason], values: [count] }) => ({
      reason: typeof reason === 'string' ? reason : null,
      count: Number(count),
    }))
    .sort((a, b) => b.count - a.count);
  const most = rows[0]?.count ?? 0;
  return (
    <section className={cx(shared.panel, classes.panel)} aria-labelledby="funnel-reasons">
      <h2 id="funnel-reasons" className={shared.panelTitle}>
        {t('lostFor')}
      </h2>
      <ul>
        {rows.slice(0, SHOWN).map(({ reason, count }) => {
          const option = field.options?.find(({ key }) => key === reason);
          const name = option?.label ?? reason ?? t('noReason');
          const own: FilterNode =
            reason === null
              ? { field: field.key, op: 'empty' }
              : { field: field.key, op: 'eq', value: reason };
          const share = count / answer.totals.lost.count;
          return (
            <li key={name} className={classes.line}>
              <span className={classes.name} title={name}>
                {name}
              </span>
              <i
                className={classes.bar}
                style={{ '--share': most > 0 ? count / most : 0 } as CSSProperties}
                aria-hidden
              />
              <FigureLink
                filter={{ and: [lost, own] }}
                label={t('openDeals', { what: name })}
                className={classes.count}
              >
                {format.number(count)}
              </FigureLink>
              <span className={classes.share}>{format.percent(share, 0)}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
