import { useQuery } from '@tanstack/react-query';
import { type CSSProperties, useMemo } from 'react';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { CohortGroup, CohortQuery, CohortStage } from '@/api/types';
import { useFormat } from '@/i18n/format';
import { cx } from '@/ui/cx';
import { ToneSquare } from '@/ui/Pill';
import classes from './Cohorts.module.css';
import { FigureLink } from './FigureLink';
import shared from './Funnel.module.css';
import { useFunnelText } from './object';
import type { Question } from './query';

/** Of the deals or leads that entered a stage, how many have gone further since; by whatever the page is broken down by as well. */
export function Cohorts({ question }: { question: Question }) {
  const t = useFunnelText();
  const { pipeline, filter, period, group_by, time_zone } = question;
  const body = useMemo<CohortQuery>(
    () => ({
      pipeline,
      filter,
      from: period?.from,
      to: period?.to,
      // The months of the page are those in which deals ended; a cohort has its own time.
      group_by: group_by === 'month' || group_by === 'share' ? undefined : group_by,
      time_zone,
    }),
    [pipeline, filter, period, group_by, time_zone],
  );
  const { data } = useQuery({
    queryKey: keys.cohorts(body),
    queryFn: ({ signal }) => api.cohorts(body, signal),
    placeholderData: (before) => before,
  });
  if (!data || data.stages.every((stage) => stage.entered.count === 0)) return null;
  const open = data.stages.filter(({ stage }) => stage.kind === 'open');
  return (
    <section className={cx(shared.panel, classes.panel)} aria-labelledby="funnel-cohorts">
      <h2 id="funnel-cohorts" className={shared.panelTitle}>
        {t('cohort.title')}
      </h2>
      <p className={classes.note}>{t('cohort.note')}</p>
      <div className={classes.box}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('stage')}</th>
              <th scope="col">{t('cohort.entered')}</th>
              <th scope="col">{t('cohort.advanced')}</th>
              <th scope="col">{t('cohort.conversion')}</th>
              <th scope="col">{t('cohort.lost')}</th>
              <th scope="col">{t('cohort.waiting')}</th>
            </tr>
          </thead>
          <tbody>
            {data.stages.map((stage) => (
              <StageRow key={stage.stage.id} stage={stage} />
            ))}
          </tbody>
        </table>
      </div>
      {data.groups.length > 0 && body.group_by && (
        <div className={classes.box}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">{t(`group.${body.group_by}`)}</th>
                {open.map(({ stage }) => (
                  <th key={stage.id} scope="col" title={stage.name}>
                    {stage.name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.groups.map((group) => (
                <GroupRow
                  key={group.key ?? ''}
                  group={group}
                  name={
                    group.key
                      ? group.label || t('hiddenName')
                      : t(`without.${body.group_by ?? 'owner'}`)
                  }
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

const parts = ['entered', 'advanced', 'lost', 'waiting'] as const;

function StageRow({ stage: { stage, conversion, ...counts } }: { stage: CohortStage }) {
  const t = useFunnelText();
  const format = useFormat();
  const count = (part: (typeof parts)[number]) => (
    <FigureLink
      filter={counts[part].filter}
      label={t('cohort.of', { what: t(`cohort.${part}`), stage: stage.name })}
    >
      {format.number(counts[part].count)}
    </FigureLink>
  );
  const goesOn = stage.kind === 'open';
  return (
    <tr>
      <th scope="row">
        <ToneSquare tone={stage.tone} /> {stage.name}
      </th>
      <td>{count('entered')}</td>
      <td>{goesOn ? count('advanced') : '—'}</td>
      <td>
        {conversion ? (
          <span
            className={classes.share}
            style={{ '--share': Number(conversion) } as CSSProperties}
          >
            {format.percent(Number(conversion))}
          </span>
        ) : (
          '—'
        )}
      </td>
      <td>{goesOn ? count('lost') : '—'}</td>
      <td>{goesOn ? count('waiting') : '—'}</td>
    </tr>
  );
}

function GroupRow({ group, name }: { group: CohortGroup; name: string }) {
  const t = useFunnelText();
  const format = useFormat();
  return (
    <tr>
      <th scope="row">{name}</th>
      {group.stages
        .filter(({ stage }) => stage.kind === 'open')
        .map(({ stage, conversion, entered, advanced }) => (
          <td key={stage.id}>
            {conversion ? (
              <FigureLink
                filter={advanced.filter}
                label={`${t('cohort.ofGroup', { what: t('cohort.advanced'), stage: stage.name, group: name })}: ${t('cohort.part', { part: format.number(advanced.count), whole: format.number(entered.count) })}`}
              >
                {format.percent(Number(conversion))}
              </FigureLink>
            ) : (
              '—'
            )}
          </td>
        ))}
    </tr>
  );
}
