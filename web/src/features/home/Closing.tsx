import { IconCalendarDollar } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { FilterNode, ObjectType, RecordQuery } from '@/api/types';
import { useCatalogue } from '@/catalogue';
import { useShown } from '@/fields';
import { Empty, Failed, Skeleton } from '@/ui/State';
import { DealLine } from './DealLine';
import classes from './Home.module.css';

/** My open deals by the day on which they should close; the late ones come first. */
export function Closing({ object }: { object: ObjectType }) {
  const t = useTranslations('home');
  const cx = useShown();
  const catalogue = useCatalogue();
  const open = catalogue.pipelines.flatMap((pipeline) =>
    pipeline.stages.filter((stage) => stage.kind === 'open').map((stage) => stage.id),
  );
  const filter: FilterNode = {
    and: [
      { field: 'owner', op: 'in', value: ['@me'] },
      { field: 'stage', op: 'in', value: open },
    ],
  };
  const query: RecordQuery = { filter, sort: 'expected_close,-amount', limit: 12, count: true };
  const { data, error, refetch } = useQuery({
    queryKey: keys.page('deal', query),
    queryFn: ({ signal }) => api.records.query('deal', query, signal),
  });
  return (
    <section className={classes.card} aria-labelledby="home-deals">
      <header className={classes.cardHead}>
        <h2 id="home-deals" className={classes.cardTitle}>
          {t('deals')}
        </h2>
        {data?.count !== undefined && data.count > 0 && (
          <span className={classes.count}>{data.count}</span>
        )}
      </header>
      {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
      {!data && !error && (
        <div className={classes.waiting}>
          <Skeleton width="60%" />
          <Skeleton width="45%" />
        </div>
      )}
      {data && data.records.length === 0 && (
        <Empty
          icon={<IconCalendarDollar size={22} stroke={1.6} />}
          title={t('noDeals')}
          hint={t('noDealsHint')}
        />
      )}
      <ul>
        {data?.records.map((deal) => (
          <DealLine key={deal.id} deal={deal} cx={cx} unnamed={object.label} />
        ))}
      </ul>
      <footer className={classes.cardFoot}>
        <Link
          to="/records/$object"
          params={{ object: 'deal' }}
          search={{ filter, sort: 'expected_close' }}
        >
          {t('allDeals')}
        </Link>
      </footer>
    </section>
  );
}
