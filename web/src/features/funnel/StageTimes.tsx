import type { FilterNode } from '@/api/types';
import { useFormat } from '@/i18n/format';
import { cx } from '@/ui/cx';
import { ToneSquare } from '@/ui/Pill';
import { FigureLink } from './FigureLink';
import shared from './Funnel.module.css';
import classes from './History.module.css';
import { useFunnelText } from './object';
import type { Funnel, FunnelStage } from './wire';

/** How long deals or leads stay in each stage: half of them, and nine of ten; a figure opens those that have been there. */
export function StageTimes({ answer }: { answer: Funnel }) {
  const t = useFunnelText();
  const format = useFormat();
  const stages = (answer.stages as FunnelStage[]).filter(({ time }) => time);
  if (stages.length === 0) return null;
  return (
    <section className={cx(shared.panel, classes.panel)} aria-labelledby="funnel-times">
      <h2 id="funnel-times" className={shared.panelTitle}>
        {t('timeInStage')}
      </h2>
      <table className={classes.times}>
        <thead>
          <tr>
            <th scope="col">{t('stage')}</th>
            <th scope="col">{t('stays')}</th>
            <th scope="col">{t('median')}</th>
            <th scope="col">{t('ninetieth')}</th>
          </tr>
        </thead>
        <tbody>
          {stages.map(({ stage, time }) => (
            <tr key={stage.id}>
              <th scope="row">
                <ToneSquare tone={stage.tone} /> {stage.name}
              </th>
              <td>
                <FigureLink
                  filter={time?.filter as FilterNode}
                  label={t('stayedIn', { stage: stage.name })}
                >
                  {format.number(time?.count ?? 0)}
                </FigureLink>
              </td>
              {(['median', 'ninetieth'] as const).map((rank) => (
                <td key={rank}>
                  <FigureLink
                    filter={time?.filter as FilterNode}
                    label={t('stayedIn', { stage: stage.name })}
                  >
                    {format.days(Number(time?.[`${rank}_days`] ?? 0))}
                  </FigureLink>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
