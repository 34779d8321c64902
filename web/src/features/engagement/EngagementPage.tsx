import { IconChartFunnel } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { useUsersById } from '@/catalogue';
import { Sides } from '@/features/funnel/Sides';
import { useFormat } from '@/i18n/format';
import { Avatar } from '@/ui/Avatar';
import { Page, PageBar, PageBody, PageHeader } from '@/ui/Page';
import { Segments } from '@/ui/Segments';
import { Failed, Skeleton, Working } from '@/ui/State';
import { DayBars } from './DayBars';
import classes from './Engagement.module.css';
import { spans } from './search';
import { engagementQuery } from './wire';

const route = getRouteApi('/inside/engagement');

/** How much people work in Kith themselves: who is there daily, and whom the program has yet to win over. */
export default function EngagementPage() {
  const t = useTranslations('funnel.engagement');
  const format = useFormat();
  const { days = 28 } = route.useSearch();
  const navigate = route.useNavigate();
  const users = useUsersById();
  const query = useQuery(engagementQuery(days));
  const answer = query.data;
  const people = [...(answer?.people ?? [])].sort(
    (a, b) => b.active_days - a.active_days || b.commands - a.commands,
  );
  const most = Math.max(1, ...people.flatMap((one) => one.by_day));
  const columns = ['created', 'completed', 'noted', 'commands'] as const;
  return (
    <Page>
      <Working active={query.isFetching && query.isPlaceholderData} />
      <PageHeader
        icon={<IconChartFunnel size={18} stroke={1.6} aria-hidden />}
        title={t('title')}
        hint={answer && t('span', { from: format.date(answer.from), to: format.date(answer.to) })}
      />
      <PageBar>
        <Sides here="people" search={{}} />
        <Segments
          label={t('days')}
          value={String(days)}
          options={spans.map((span) => ({
            key: String(span),
            label: t('lastDays', { count: span }),
          }))}
          onPick={(span) =>
            void navigate({ search: { days: spans.find((one) => String(one) === span) } })
          }
        />
      </PageBar>
      <PageBody className={classes.body}>
        {query.isError && !answer && (
          <Failed error={query.error} onRetry={() => void query.refetch()} />
        )}
        {query.isPending && <Skeleton height={160} />}
        {answer && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways is reached by keys
          <section className={classes.panel} aria-label={t('title')} tabIndex={0}>
            <table className={classes.table}>
              <thead>
                <tr>
                  <th scope="col">{t('person')}</th>
                  <th scope="col">{t('lastSeen')}</th>
                  <th scope="col">{t('activeDays')}</th>
                  <th scope="col" className={classes.chart}>
                    {t('byDay')}
                  </th>
                  {columns.map((key) => (
                    <th key={key} scope="col">
                      {t(key)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {people.map((one) => (
                  <tr key={one.user}>
                    <th scope="row">
                      <Person name={users.get(one.user)?.name ?? '–'} id={one.user} />
                    </th>
                    <td className={one.last_seen ? undefined : classes.never}>
                      {one.last_seen ? format.ago(one.last_seen) : t('never')}
                    </td>
                    <td>{t('daysOf', { active: one.active_days, days: one.by_day.length })}</td>
                    <td className={classes.chart}>
                      <DayBars days={one.by_day} from={answer.from} most={most} />
                    </td>
                    {columns.map((key) => (
                      <td key={key}>{format.number(one[key])}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        )}
        <p className={classes.note}>{t('note')}</p>
      </PageBody>
    </Page>
  );
}

function Person({ name, id }: { name: string; id: string }) {
  return (
    <span className={classes.person}>
      <Avatar name={name} seed={id} size={24} />
      <span className={classes.name}>{name}</span>
    </span>
  );
}
