import { useTranslations } from 'use-intl';
import { FigureLink } from '@/features/funnel/FigureLink';
import { useFormat } from '@/i18n/format';
import classes from './Objections.module.css';
import { type Figures, filterOf } from './wire';

/** Where objections gather: deals by objection and by the stage in which it was met. */
export function Matrix({ answer }: { answer: Figures }) {
  const t = useTranslations('talk.page');
  const format = useFormat();
  const met = new Set(answer.objections.flatMap((one) => one.stages.map(({ stage }) => stage)));
  const stages = answer.stages.filter((stage) => stage.kind === 'open' || met.has(stage.id));
  const most = Math.max(
    1,
    ...answer.objections.flatMap((one) => one.stages.map(({ deals }) => deals.count)),
  );
  return (
    <section className={classes.panel}>
      <h2 className={classes.title}>{t('where')}</h2>
      <p className={classes.hint}>{t('whereHint')}</p>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('objection')}</th>
              {stages.map((stage) => (
                <th key={stage.id} scope="col">
                  {stage.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {answer.objections.map((one) => {
              const name = one.label || t('unnamed');
              return (
                <tr key={one.id}>
                  <th scope="row">{name}</th>
                  {stages.map((stage) => {
                    const cell = one.stages.find((place) => place.stage === stage.id);
                    if (!cell) return <td key={stage.id} />;
                    const strength = Math.round((cell.deals.count / most) * 55);
                    return (
                      <td
                        key={stage.id}
                        style={{
                          background: `color-mix(in srgb, var(--accent) ${strength}%, transparent)`,
                        }}
                      >
                        <FigureLink
                          filter={filterOf(cell.deals)}
                          label={t('dealsOf', { what: `${name}, ${stage.name}` })}
                        >
                          {format.number(cell.deals.count)}
                        </FigureLink>
                      </td>
                    );
                  })}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
