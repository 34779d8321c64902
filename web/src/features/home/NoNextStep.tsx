import { useQueries } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { FilterNode, ObjectType } from '@/api/types';
import { useCatalogue } from '@/catalogue';
import { useShown } from '@/fields';
import { DealLine } from './DealLine';
import classes from './Home.module.css';
import { idleDeals, mayBeMore } from './idle';

const mine: FilterNode = { and: [{ field: 'owner', op: 'eq', value: '@me' }] };
/** The most that a column answers with at once. */
const MOST = 100;
const SHOWN = 6;

/** My open deals that nothing is planned for: the ones that quietly die. Nothing is shown when there are none. */
export function NoNextStep({ object }: { object: ObjectType }) {
  const t = useTranslations('home');
  const cx = useShown();
  const pipelines = useCatalogue().pipelines.filter((pipeline) => pipeline.object === 'deal');
  const answers = useQueries({
    queries: pipelines.map((pipeline) => ({
      queryKey: [...keys.board(pipeline.id, mine), 'idle'],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        api.board(pipeline.id, { filter: mine, limit: MOST }, signal),
    })),
  });
  const boards = answers.flatMap(({ data }) => data ?? []);
  const deals = idleDeals(boards);
  if (deals.length === 0) return null;
  const count = mayBeMore(boards) ? t('atLeast', { count: deals.length }) : String(deals.length);
  return (
    <section className={classes.card} aria-labelledby="home-idle">
      <header className={classes.cardHead}>
        <h2 id="home-idle" className={classes.cardTitle}>
          {t('idle')}
        </h2>
        <span className={classes.count}>{count}</span>
        <span className={classes.headNote}>{t('idleHint')}</span>
      </header>
      <ul>
        {deals.slice(0, SHOWN).map((deal) => (
          <DealLine key={deal.id} deal={deal} cx={cx} unnamed={object.label} />
        ))}
      </ul>
    </section>
  );
}
