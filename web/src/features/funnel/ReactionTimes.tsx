import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { FilterNode, ReactionQuery, Reactions } from '@/api/types';
import { useObject } from '@/catalogue';
import { useFormat } from '@/i18n/format';
import { cx } from '@/ui/cx';
import classes from './Cohorts.module.css';
import { FigureLink } from './FigureLink';
import shared from './Funnel.module.css';
import { useCounted } from './object';
import type { Question } from './query';

const parts = ['inquiries', 'reacted', 'in_time', 'late', 'waiting', 'overdue'] as const;

/** How soon the inquiries of the period were answered: those of the pipeline, or all where it is one of deals, of which nothing asked of deals asks. */
export function ReactionTimes({ question }: { question: Question }) {
  const t = useTranslations('funnel');
  const lead = useObject('lead');
  const ofLeads = useCounted() === 'lead';
  const { pipeline, filter, period, group_by, time_zone } = question;
  const body = useMemo<ReactionQuery>(
    () => ({
      filter: ofLeads ? within(pipeline, filter) : undefined,
      from: period?.from,
      to: period?.to,
      group_by: group_by === 'month' || group_by === 'share' ? undefined : group_by,
      time_zone,
    }),
    [ofLeads, pipeline, filter, period, group_by, time_zone],
  );
  const asks = lead !== undefined && (ofLeads || !filter);
  const { data } = useQuery({
    queryKey: keys.reactions(body),
    queryFn: ({ signal }) => api.reactions(body, signal),
    placeholderData: (before) => before,
    enabled: asks,
  });
  if (!data || !asks || data.totals.inquiries.count === 0) return null;
  return (
    <section className={cx(shared.panel, classes.panel)} aria-labelledby="funnel-reactions">
      <h2 id="funnel-reactions" className={shared.panelTitle}>
        {t('reaction.title')}
      </h2>
      <p className={classes.note}>{t('reaction.note')}</p>
      <div className={classes.box}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{body.group_by ? t(`group.${body.group_by}`) : ''}</th>
              {parts.map((part) => (
                <th key={part} scope="col">
                  {t(`reaction.${part}`)}
                </th>
              ))}
              <th scope="col">{t('reaction.rate')}</th>
              <th scope="col">{t('reaction.median')}</th>
              <th scope="col">{t('reaction.ninetieth')}</th>
            </tr>
          </thead>
          <tbody>
            {data.groups.map((group) => (
              <Row
                key={group.key ?? ''}
                of={group}
                name={
                  group.key
                    ? group.label || t('hiddenName')
                    : t(`without.${body.group_by ?? 'owner'}`)
                }
              />
            ))}
            <Row of={data.totals} name={t('reaction.all')} />
          </tbody>
        </table>
      </div>
    </section>
  );
}

function within(pipeline: Question['pipeline'], filter: Question['filter']): FilterNode {
  const here: FilterNode = { field: 'pipeline', op: 'eq', value: pipeline ?? null };
  return filter ? { and: [filter, here] } : here;
}

function Row({ of, name }: { of: Reactions; name: string }) {
  const t = useTranslations('funnel');
  const format = useFormat();
  const minutes = (count: number | null | undefined) =>
    typeof count === 'number' ? (
      <FigureLink
        object="lead"
        filter={of.reacted.filter}
        label={`${name}: ${t('reaction.reacted')}`}
      >
        {t('reaction.minutes', { count })}
      </FigureLink>
    ) : (
      '—'
    );
  return (
    <tr>
      <th scope="row">{name}</th>
      {parts.map((part) => (
        <td key={part}>
          <FigureLink
            object="lead"
            filter={of[part].filter}
            label={`${name}: ${t(`reaction.${part}`)}`}
          >
            {format.number(of[part].count)}
          </FigureLink>
        </td>
      ))}
      <td>{of.in_time_rate ? format.percent(Number(of.in_time_rate)) : '—'}</td>
      <td>{minutes(of.median_minutes)}</td>
      <td>{minutes(of.ninetieth_minutes)}</td>
    </tr>
  );
}
