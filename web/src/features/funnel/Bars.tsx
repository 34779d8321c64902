import { useTranslations } from 'use-intl';
import type { FilterNode } from '@/api/types';
import { fieldOf, useObject } from '@/catalogue';
import { useFormat } from '@/i18n/format';
import { cx } from '@/ui/cx';
import { FigureLink } from './FigureLink';
import classes from './Funnel.module.css';
import { type Bar, bars, reachedFilter } from './shape';
import type { Funnel, FunnelQuery, FunnelStage } from './wire';

type Props = { answer: Funnel; question: FunnelQuery };

/** How far deals have come: a bar a stage, as wide as the share that reached it. */
export function Bars({ answer, question }: Props) {
  const t = useTranslations('funnel');
  const { path, lost } = bars(answer.stages);
  const stages = path.map((bar) => bar.stage);
  // Kept by the system; whoever may not see it sees the figure without a link.
  const known = fieldOf(useObject('deal'), 'furthest_stage') !== undefined;
  return (
    <section className={cx(classes.panel, classes.bars)} aria-label={t('byStage')}>
      <h2 className={classes.panelTitle}>{t('byStage')}</h2>
      <ol>
        {path.map((bar, index) => (
          <StageBar
            key={bar.stage.stage.id}
            bar={bar}
            reached={known ? reachedFilter(stages, index, answer.pipeline.id, question) : undefined}
          />
        ))}
      </ol>
      {lost.map((stage) => (
        <div key={stage.stage.id} className={classes.lost}>
          <i className={cx(classes.square, classes[stage.stage.tone ?? 'gray'])} aria-hidden />
          <span className={classes.stageName}>{stage.stage.name}</span>
          <Here stage={stage} />
        </div>
      ))}
    </section>
  );
}

function StageBar({ bar, reached }: { bar: Bar; reached: FilterNode | undefined }) {
  const t = useTranslations('funnel');
  const format = useFormat();
  const { stage } = bar;
  const conversion = stage.conversion ?? null;
  return (
    <li className={classes.stage}>
      <div className={classes.stageTop}>
        <span className={classes.stageName}>{stage.stage.name}</span>
        <FigureLink
          className={classes.reached}
          filter={reached}
          label={t('reachedDeals', { stage: stage.stage.name })}
        >
          {format.number(stage.reached)}
        </FigureLink>
        <span className={classes.share}>
          {bar.ofAll === null ? '' : format.percent(bar.ofAll, 0)}
        </span>
      </div>
      <div className={classes.track}>
        <div
          className={cx(classes.bar, classes[stage.stage.tone ?? 'gray'])}
          style={{ width: `${bar.width}%` }}
        />
      </div>
      <div className={classes.stageFoot}>
        <Here stage={stage} />
        {conversion !== null && (
          <span title={t('conversionHint')}>
            {t('conversion', { share: format.percent(Number(conversion), 0) })}
          </span>
        )}
      </div>
    </li>
  );
}

/** How many stand in the stage now, and what they add up to. */
function Here({ stage }: { stage: FunnelStage }) {
  const t = useTranslations('funnel');
  const format = useFormat();
  return (
    <FigureLink filter={stage.filter} label={t('dealsIn', { stage: stage.stage.name })}>
      {t('here', { count: stage.count, sum: format.money(stage.sum, true) })}
    </FigureLink>
  );
}
