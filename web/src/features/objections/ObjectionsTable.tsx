import { useTranslations } from 'use-intl';
import { FigureLink } from '@/features/funnel/FigureLink';
import { useFormat } from '@/i18n/format';
import { cx } from '@/ui/cx';
import classes from './Objections.module.css';
import { Rate } from './Rate';
import { type Figures, filterOf } from './wire';

type Props = { answer: Figures; picked: string; onPick: (id: string) => void };

/** Objections, those met most often first: how often, in how many deals, and how these end. */
export function ObjectionsTable({ answer, picked, onPick }: Props) {
  const t = useTranslations('talk.page');
  const format = useFormat();
  return (
    <section className={classes.panel}>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('objection')}</th>
              <th scope="col">{t('times')}</th>
              <th scope="col">{t('open')}</th>
              <th scope="col">{t('won')}</th>
              <th scope="col">{t('lost')}</th>
              <th scope="col">{t('winRate')}</th>
              <th scope="col">{t('without')}</th>
            </tr>
          </thead>
          <tbody>
            {answer.objections.map((one) => {
              const name = one.label || t('unnamed');
              return (
                <tr key={one.id} className={cx(one.id === picked && classes.picked)}>
                  <th scope="row">
                    <button
                      type="button"
                      aria-pressed={one.id === picked}
                      onClick={() => onPick(one.id)}
                    >
                      {name}
                    </button>
                  </th>
                  <td>
                    <FigureLink
                      object="objection_met"
                      filter={filterOf(one.times)}
                      label={t('marksOf', { what: name })}
                    >
                      {format.number(one.times.count)}
                    </FigureLink>
                  </td>
                  {([one.deals.open, one.deals.won, one.deals.lost] as const).map((figure, at) => (
                    <td key={(['open', 'won', 'lost'] as const)[at]}>
                      <FigureLink filter={filterOf(figure)} label={t('dealsOf', { what: name })}>
                        {format.number(figure.count)}
                      </FigureLink>
                    </td>
                  ))}
                  <td>
                    <Rate deals={one.deals} />
                  </td>
                  <td>
                    <Rate deals={one.without} />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
