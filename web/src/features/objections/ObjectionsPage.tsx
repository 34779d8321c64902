import { IconBook2, IconChartFunnel, IconMessageExclamation } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useObject } from '@/catalogue';
import { PeriodSwitch } from '@/features/funnel/PeriodSwitch';
import { Pipelines } from '@/features/funnel/Pipelines';
import { Sides } from '@/features/funnel/Sides';
import type { FunnelSearch } from '@/features/funnel/search';
import { useQuestion } from '@/features/funnel/useQuestion';
import { useFormat } from '@/i18n/format';
import { FilterBar } from '@/records/filter/FilterBar';
import { Page, PageBar, PageBody, PageFooter, PageHeader } from '@/ui/Page';
import { Empty, Failed, Skeleton, Working } from '@/ui/State';
import { AnswersTable } from './AnswersTable';
import { Matrix } from './Matrix';
import classes from './Objections.module.css';
import { ObjectionsTable } from './ObjectionsTable';
import { type Ended, objectionsQuery } from './wire';

const route = getRouteApi('/inside/objections');

/** Which objections deals meet, where, and which answers go with those that are won. */
export default function ObjectionsPage() {
  const t = useTranslations('talk.page');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const deal = useObject('deal');
  const { question, today } = useQuestion(search);
  const query = useQuery(objectionsQuery(question));
  const [picked, setPicked] = useState<string | null>(null);
  const go = (patch: Partial<FunnelSearch>) =>
    void navigate({ search: (before) => ({ ...before, ...patch }), replace: true });
  const answer = query.data;
  const format = useFormat();
  const rate = (deals: Ended) =>
    deals.win_rate ? format.percent(Number(deals.win_rate), 0) : t('noRate');
  const one = answer?.objections.find(({ id }) => id === picked) ?? answer?.objections[0];
  return (
    <Page>
      <Working active={query.isFetching && query.isPlaceholderData} />
      <PageHeader
        icon={<IconChartFunnel size={18} stroke={1.6} aria-hidden />}
        title={t('title')}
        hint={<Pipelines of={['deal']} search={search} onChange={go} />}
      >
        <PeriodSwitch search={search} today={today} onChange={go} />
      </PageHeader>
      {deal && (
        <PageBar>
          <Sides here="objections" search={search} />
          <FilterBar object={deal} filter={search.filter} onChange={(filter) => go({ filter })} />
          <Link to="/records/$object" params={{ object: 'objection' }} className={classes.library}>
            <IconBook2 size={15} stroke={1.7} aria-hidden />
            {t('library')}
          </Link>
        </PageBar>
      )}
      <PageBody className={classes.body}>
        {query.isError && !answer && (
          <Failed error={query.error} onRetry={() => void query.refetch()} />
        )}
        {query.isPending && <Skeleton height={160} />}
        {answer && answer.objections.length === 0 && (
          <Empty
            icon={<IconMessageExclamation size={22} stroke={1.6} />}
            title={t('none')}
            hint={t('noneHint')}
          />
        )}
        {answer && one && (
          <>
            <ObjectionsTable answer={answer} picked={one.id} onPick={setPicked} />
            <div className={classes.lower}>
              <AnswersTable objection={one} />
              <Matrix answer={answer} />
            </div>
          </>
        )}
      </PageBody>
      {answer && answer.objections.length > 0 && (
        <PageFooter>
          <span>{t('overall', { with: rate(answer.with), without: rate(answer.without) })}</span>
        </PageFooter>
      )}
    </Page>
  );
}
