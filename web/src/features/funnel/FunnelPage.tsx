import { IconChartFunnel } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { usePhone } from '@/app/useWide';
import { useCatalogue, useObject } from '@/catalogue';
import { useFormat } from '@/i18n/format';
import { FilterBar } from '@/records/filter/FilterBar';
import { Page, PageBar, PageBody, PageFooter, PageHeader } from '@/ui/Page';
import { Failed, Working } from '@/ui/State';
import { Bars } from './Bars';
import { Cohorts } from './Cohorts';
import classes from './Funnel.module.css';
import { Ghost } from './Ghost';
import { Groupings } from './Groupings';
import { Groups } from './Groups';
import history from './History.module.css';
import { CountedObject, pipelineAsked, useCounted } from './object';
import { PeriodSwitch } from './PeriodSwitch';
import { Pipelines } from './Pipelines';
import { funnelQuery } from './query';
import { ReactionTimes } from './ReactionTimes';
import { Reasons } from './Reasons';
import { Rotting } from './Rotting';
import { Sides } from './Sides';
import { StageTimes } from './StageTimes';
import type { FunnelSearch } from './search';
import { Tiles } from './Tiles';
import { useQuestion } from './useQuestion';
import type { Funnel } from './wire';

const route = getRouteApi('/inside/funnel');

export default function FunnelPage() {
  const t = useTranslations('funnel');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const home = pipelineAsked(useCatalogue(), search.pipeline);
  const counted = home?.object === 'lead' ? 'lead' : 'deal';
  const object = useObject(counted);
  const { question, today } = useQuestion(search, home);
  const query = useQuery(funnelQuery(question));
  const go = (patch: Partial<FunnelSearch>) =>
    void navigate({ search: (before) => ({ ...before, ...patch }), replace: true });
  const phone = usePhone();
  const pipelines = <Pipelines search={search} onChange={go} />;
  const grouping = question.group_by;
  const answer = query.data;
  // The other pages count deals.
  const elsewhere =
    counted === 'deal' ? search : { ...search, pipeline: undefined, filter: undefined };
  return (
    <CountedObject value={counted}>
      <Page>
        <Working active={query.isFetching && query.isPlaceholderData} />
        <PageHeader
          icon={<IconChartFunnel size={18} stroke={1.6} aria-hidden />}
          title={t('title')}
          hint={phone ? undefined : pipelines}
        >
          <PeriodSwitch search={search} today={today} onChange={go} />
        </PageHeader>
        {object && (
          <PageBar>
            {phone && pipelines}
            <Sides here="funnel" search={elsewhere} />
            <FilterBar
              key={counted}
              object={object}
              filter={search.filter}
              onChange={(filter) => go({ filter })}
            />
          </PageBar>
        )}
        <PageBody className={classes.body}>
          {query.isError && !answer && (
            <Failed error={query.error} onRetry={() => void query.refetch()} />
          )}
          {query.isPending && <Ghost />}
          {answer && (
            <>
              <Tiles answer={answer} onlyClosed={question.period?.field === 'closed_at'} />
              <div className={classes.lower}>
                <Bars answer={answer} />
                <Groups key={grouping} groups={answer.groups} grouping={grouping}>
                  <Groupings
                    grouping={grouping}
                    onChange={(group) => go({ group: group === 'owner' ? undefined : group })}
                  />
                </Groups>
              </div>
              <div className={history.row}>
                <StageTimes answer={answer} />
                <Reasons answer={answer} />
                <Rotting answer={answer} />
              </div>
              <Cohorts question={question} />
              <ReactionTimes question={question} />
            </>
          )}
        </PageBody>
        {answer && <Small answer={answer} />}
      </Page>
    </CountedObject>
  );
}

/** In what the figures are counted, and what they leave out. */
function Small({ answer }: { answer: Funnel }) {
  const t = useTranslations('funnel');
  const format = useFormat();
  const sums = useCounted() === 'deal';
  const names = new Intl.DisplayNames([format.locale], { type: 'currency' });
  return (
    <PageFooter>
      {sums && (
        <span>{t('inCurrency', { currency: names.of(answer.currency) ?? answer.currency })}</span>
      )}
      <span>{t('inZone', { zone: answer.time_zone.replaceAll('_', ' ') })}</span>
      {sums && answer.unconverted > 0 && (
        <span className={classes.warning}>{t('unconverted', { count: answer.unconverted })}</span>
      )}
    </PageFooter>
  );
}
