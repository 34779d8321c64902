import { useTranslations } from 'use-intl';
import { FigureLink } from '@/features/funnel/FigureLink';
import { useFormat } from '@/i18n/format';
import classes from './Objections.module.css';
import { Rate } from './Rate';
import { filterOf, type Objection } from './wire';

/** The answers to one objection, those given most often first, and how the deals end in which they were given. */
export function AnswersTable({ objection }: { objection: Objection }) {
  const t = useTranslations('talk.page');
  const format = useFormat();
  return (
    <section className={classes.panel}>
      <h2 className={classes.title}>
        {t('answersOf', { objection: objection.label || t('unnamed') })}
      </h2>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('answer')}</th>
              <th scope="col">{t('given')}</th>
              <th scope="col">{t('helped')}</th>
              <th scope="col">{t('won')}</th>
              <th scope="col">{t('lost')}</th>
              <th scope="col">{t('winRate')}</th>
            </tr>
          </thead>
          <tbody>
            {objection.answers.map((one) => {
              const name = one.id ? one.label || t('unnamed') : t('noAnswer');
              return (
                <tr key={one.id ?? 'none'}>
                  <th scope="row">{name}</th>
                  {([one.times, one.helped] as const).map((figure, at) => (
                    <td key={at === 0 ? 'times' : 'helped'}>
                      <FigureLink
                        object="objection_met"
                        filter={filterOf(figure)}
                        label={t('marksOf', { what: name })}
                      >
                        {format.number(figure.count)}
                      </FigureLink>
                    </td>
                  ))}
                  {([one.deals.won, one.deals.lost] as const).map((figure, at) => (
                    <td key={at === 0 ? 'won' : 'lost'}>
                      <FigureLink filter={filterOf(figure)} label={t('dealsOf', { what: name })}>
                        {format.number(figure.count)}
                      </FigureLink>
                    </td>
                  ))}
                  <td>
                    <Rate deals={one.deals} />
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
