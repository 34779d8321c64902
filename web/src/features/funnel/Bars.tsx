import { useFormat } from '@/i18n/format';
import { cx } from '@/ui/cx';
import classes from './Bars.module.css';
import { FigureLink } from './FigureLink';
import shared from './Funnel.module.css';
import { useCounted, useFunnelText } from './object';
import { type Bar, bars } from './shape';
import type { Funnel, FunnelStage } from './wire';

/** How far deals or leads have come: a bar a stage, as wide as the share that reached it. */
export function Bars({ answer }: { answer: Funnel }) {
  const t = useFunnelText();
  const { path, lost } = bars(answer.stages);
  return (
    <section className={cx(shared.panel, classes.bars)} aria-label={t('byStage')}>
      <h2 className={shared.panelTitle}>{t('byStage')}</h2>
      <ol>
        {path.map((bar) => (
          <StageBar key={bar.stage.stage.id} bar={bar} />
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

function StageBar({ bar }: { bar: Bar }) {
  const t = useFunnelText();
  const format = useFormat();
  const { stage } = bar;
  const conversion = stage.conversion ?? null;
  return (
    <li className={classes.stage}>
      <div className={classes.stageTop}>
        <span className={classes.stageName}>{stage.stage.name}</span>
        <FigureLink
          className={classes.reached}
          filter={stage.reached_filter}
          label={t('reachedDeals', { stage: stage.stage.name })}
        >
          {format.number(bar.reached)}
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
  const t = useFunnelText();
  const isDeal = useCounted() === 'deal';
  const format = useFormat();
  return (
    <FigureLink filter={stage.filter} label={t('dealsIn', { stage: stage.stage.name })}>
      {stage.sum && isDeal
        ? t('here', { count: stage.count, sum: format.money(stage.sum, true) })
        : t('hereOnly', { count: stage.count })}
    </FigureLink>
  );
}
