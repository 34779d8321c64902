import { IconHome } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { useSession } from '@/app/session';
import { useObject } from '@/catalogue';
import { useFormat } from '@/i18n/format';
import { Page, PageBody, PageHeader } from '@/ui/Page';
import { Checklist } from './Checklist';
import { Closing } from './Closing';
import { FirstSteps, useIsEmpty } from './FirstSteps';
import classes from './Home.module.css';
import { MyDay } from './MyDay';
import { NewLeads } from './NewLeads';
import { NoNextStep } from './NoNextStep';
import { useToday } from './today';

/** The day of a manager: what is due, and which deals are about to close. */
export default function HomePage() {
  const t = useTranslations('home');
  const { workspace, user } = useSession();
  const format = useFormat();
  const task = useObject('task');
  const deal = useObject('deal');
  const lead = useObject('lead');
  // Who takes part in a colleague's task has something to do before he has a client of his own.
  const { data: day } = useToday();
  const hasWork = Object.values(day?.counts ?? {}).some((count) => count > 0);
  const empty = useIsEmpty() && !hasWork;
  const today = new Intl.DateTimeFormat(format.locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: user.time_zone || workspace.time_zone,
  }).format(Date.now());
  return (
    <Page>
      <PageHeader
        icon={<IconHome size={18} stroke={1.6} />}
        title={t('title')}
        hint={<span className={classes.date}>{today}</span>}
      />
      <PageBody className={classes.body}>
        <Checklist />
        {empty ? (
          <FirstSteps />
        ) : (
          <div className={classes.columns}>
            {task && <MyDay object={task} />}
            {deal && (
              <div className={classes.column}>
                {lead && <NewLeads object={lead} />}
                <NoNextStep object={deal} />
                <Closing object={deal} />
              </div>
            )}
          </div>
        )}
      </PageBody>
    </Page>
  );
}
