import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import type { ObjectType } from '@/api/types';
import { useShown } from '@/fields';
import { lackingFilter } from '@/records/views/builtin';
import { DealLine } from './DealLine';
import classes from './Home.module.css';
import { useToday } from './today';

const SHOWN = 6;
const mine = { field: 'owner', op: 'in' as const, value: ['@me'] };

/** My open deals that nothing is planned for: the ones that quietly die. Nothing is shown when there are none. */
export function NoNextStep({ object }: { object: ObjectType }) {
  const t = useTranslations('home');
  const cx = useShown();
  const { data } = useToday();
  if (!data || data.no_next_step.length === 0) return null;
  return (
    <section className={classes.card} aria-labelledby="home-idle">
      <header className={classes.cardHead}>
        <h2 id="home-idle" className={classes.cardTitle}>
          {t('idle')}
        </h2>
        <span className={classes.count}>{data.counts.no_next_step}</span>
        <span className={classes.headNote}>{t('idleHint')}</span>
      </header>
      <ul>
        {data.no_next_step.slice(0, SHOWN).map((deal) => (
          <DealLine key={deal.id} deal={deal} cx={cx} unnamed={object.label} />
        ))}
      </ul>
      {data.counts.no_next_step > SHOWN && (
        <footer className={classes.cardFoot}>
          <Link
            to="/records/$object"
            params={{ object: 'deal' }}
            search={{ filter: { and: [...lackingFilter(cx.catalogue.pipelines).and, mine] } }}
          >
            {t('showAll')}
          </Link>
        </footer>
      )}
    </section>
  );
}
