import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { AggregateQuery, FilterNode } from '@/api/types';
import { fieldOf, stageOf, useCatalogue, useObject } from '@/catalogue';
import { useFormat } from '@/i18n/format';
import { cx } from '@/ui/cx';
import { ToneSquare } from '@/ui/Pill';
import { FigureLink } from './FigureLink';
import shared from './Funnel.module.css';
import classes from './History.module.css';
import { useCounted, useFunnelText } from './object';
import type { Funnel } from './wire';

const DAY = 86_400_000;

/** What is open and has stood in their stage for longer than it allows, stage by stage; each figure opens its rows. */
export function Rotting({ answer }: { answer: Funnel }) {
  const t = useFunnelText();
  const format = useFormat();
  const catalogue = useCatalogue();
  const object = useCounted();
  const known = fieldOf(useObject(object), 'stage_since') !== undefined;
  const [now] = useState(() => Date.now());
  const stages = answer.stages.flatMap(({ stage, filter }) => {
    const days = stageOf(catalogue, stage.id)?.stage.rules?.rotting_days;
    if (stage.kind !== 'open' || !days || !filter) return [];
    const since = new Date(now - days * DAY).toISOString();
    const rotting: FilterNode = {
      and: [filter as FilterNode, { field: 'stage_since', op: 'lte', value: since }],
    };
    return [{ stage, days, filter: rotting }];
  });
  const body: AggregateQuery = {
    filter: { or: stages.map((one) => one.filter) },
    group_by: [{ field: 'stage' }],
    measures: [{ fn: 'count' }],
  };
  const { data } = useQuery({
    queryKey: keys.aggregate(object, body),
    queryFn: ({ signal }) => api.records.aggregate(object, body, signal),
    enabled: known && stages.length > 0,
  });
  if (!known || stages.length === 0 || !data) return null;
  const counts = new Map(
    data.rows.map(({ keys: [stage], values: [count] }) => [String(stage), Number(count)]),
  );
  return (
    <section className={cx(shared.panel, classes.panel)} aria-labelledby="funnel-rotting">
      <h2 id="funnel-rotting" className={shared.panelTitle}>
        {t('rotting')}
      </h2>
      <ul>
        {stages.map(({ stage, days, filter }) => (
          <li key={stage.id} className={classes.line}>
            <ToneSquare tone={stage.tone} />
            <span className={classes.name} title={stage.name}>
              {stage.name}
            </span>
            <span className={classes.share}>{t('longerThan', { count: days })}</span>
            <FigureLink
              filter={filter}
              label={t('openDeals', { what: t('rottingIn', { stage: stage.name }) })}
              className={classes.count}
            >
              {format.number(counts.get(stage.id) ?? 0)}
            </FigureLink>
          </li>
        ))}
      </ul>
    </section>
  );
}
