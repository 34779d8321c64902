import { useQuery } from '@tanstack/react-query';
import type { CSSProperties } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { AggregateQuery, FilterNode } from '@/api/types';
import { fieldOf, useObject } from '@/catalogue';
import { useFormat } from '@/i18n/format';
import { cx } from '@/ui/cx';
import { FigureLink } from './FigureLink';
import shared from './Funnel.module.css';
import classes from './History.module.css';
import type { Funnel } from './wire';

const SHOWN = 8;

/** Why deals were lost, the most frequent reason first; each opens its deals. */
export function Reasons({ answer }: { answer: Funnel }) {
  const t = useTranslations('funnel');
  const format = useFormat();
  const known = fieldOf(useObject('deal'), 'outcome_reason') !== undefined;
  const lost = answer.totals.lost.filter as FilterNode | undefined;
  const body: AggregateQuery = {
    filter: lost,
    group_by: [{ field: 'outcome_reason' }],
    measures: [{ fn: 'count' }],
  };
  const { data } = useQuery({
    queryKey: keys.aggregate('deal', body),
    queryFn: ({ signal }) => api.records.aggregate('deal', body, signal),
    enabled: known && lost !== undefined && answer.totals.lost.count > 0,
  });
  if (!known || !lost || !data || data.rows.length === 0) return null;
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
          const name = reason ?? t('noReason');
          const own: FilterNode =
            reason === null
              ? { field: 'outcome_reason', op: 'empty' }
              : { field: 'outcome_reason', op: 'eq', value: reason };
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
