import {
  IconCheck,
  IconChevronRight,
  IconFileImport,
  IconFilterCog,
  IconTemplate,
  IconUserPlus,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { AggregateQuery } from '@/api/types';
import { usePreferences } from '@/app/preferences';
import { useSession } from '@/app/session';
import { useUsers } from '@/catalogue';
import { setups, setupsKey } from '@/features/settings/setups/wire';
import { Button } from '@/ui/Button';
import { cx } from '@/ui/cx';
import classes from './Checklist.module.css';

const count: AggregateQuery = { measures: [{ fn: 'count' }] };
const icon = { size: 18, stroke: 1.6, 'aria-hidden': true } as const;

type Step = {
  key: 'setup' | 'import' | 'invite' | 'funnel';
  icon: ReactElement;
  link: Pick<LinkProps, 'to' | 'params'>;
  done: boolean;
  onGo?: () => void;
};

/** The first things to do in a new workspace, for whoever sets it up; put away when done with. */
export function Checklist() {
  const t = useTranslations('home.first');
  const { can } = useSession();
  const users = useUsers();
  const { preferences, ready, keep } = usePreferences();
  const mine = preferences.firstSteps ?? {};
  const asked = can.administer && ready && !mine.hidden;
  const { data } = useQuery({
    queryKey: keys.aggregate('company', count),
    queryFn: ({ signal }) => api.records.aggregate('company', count, signal),
    enabled: asked,
  });
  const chosen = useQuery({
    queryKey: setupsKey,
    queryFn: setups.list,
    enabled: asked,
    staleTime: 60_000,
  });
  if (!asked || !data) return null;
  const steps: Step[] = [
    {
      key: 'setup',
      icon: <IconTemplate {...icon} />,
      link: { to: '/settings/$section', params: { section: 'setups' } },
      done: chosen.data?.some((setup) => setup.added) ?? false,
    },
    {
      key: 'import',
      icon: <IconFileImport {...icon} />,
      link: { to: '/import' },
      done: Number(data.rows[0]?.values[0] ?? 0) > 0,
    },
    {
      key: 'invite',
      icon: <IconUserPlus {...icon} />,
      link: { to: '/settings/$section', params: { section: 'people' } },
      done: users.filter((user) => user.active).length > 1,
    },
    {
      key: 'funnel',
      icon: <IconFilterCog {...icon} />,
      link: { to: '/settings/$section', params: { section: 'pipelines' } },
      done: mine.funnel === true,
      onGo: () => keep({ firstSteps: { ...mine, funnel: true } }),
    },
  ];
  const done = steps.filter((step) => step.done).length;
  return (
    <section className={classes.card} aria-labelledby="home-first">
      <header className={classes.head}>
        <div className={classes.words}>
          <h2 id="home-first" className={classes.title}>
            {t('title')}
          </h2>
          <p className={classes.hint}>{t('progress', { done, count: steps.length })}</p>
        </div>
        <Button
          size="small"
          look="quiet"
          onClick={() => keep({ firstSteps: { ...mine, hidden: true } })}
        >
          {t('hide')}
        </Button>
      </header>
      <ul className={classes.steps}>
        {steps.map((step) => (
          <li key={step.key}>
            <Link
              {...step.link}
              className={cx(classes.step, step.done && classes.done)}
              onClick={step.onGo}
            >
              <span className={classes.sign}>
                {step.done ? <IconCheck size={16} stroke={2.4} aria-hidden /> : step.icon}
              </span>
              <span className={classes.words}>
                <span className={classes.name}>
                  {t(`${step.key}.title`)}
                  {step.done && <span className={classes.isDone}>{t('done')}</span>}
                </span>
                <span className={classes.hint}>{t(`${step.key}.hint`)}</span>
              </span>
              <IconChevronRight size={16} stroke={1.7} aria-hidden />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
