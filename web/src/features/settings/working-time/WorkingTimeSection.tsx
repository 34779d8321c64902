import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useTeams } from '@/records/filter/fields';
import { Button } from '@/ui/Button';
import { Choose } from '@/ui/Choose';
import { Failed } from '@/ui/State';
import { Section, useAct } from '../parts';
import { Absences } from './Absences';
import { HoursEditor } from './HoursEditor';
import classes from './WorkingTime.module.css';
import { type Hours, workingTime, workingTimeKey } from './wire';

const WORKSPACE = '';

/** When people work: the workspace's hours, those of teams that have their own, and who is away. */
export default function WorkingTimeSection() {
  const t = useTranslations('settings');
  const teams = useTeams();
  const { busy, act } = useAct();
  const [scope, setScope] = useState(WORKSPACE);
  const { data, error, refetch } = useQuery({
    queryKey: workingTimeKey,
    queryFn: workingTime.load,
  });
  const own = data?.teams.find((team) => team.team === scope);
  const hours = scope === WORKSPACE ? data?.workspace : own;
  const copy = () =>
    data &&
    act(
      () => workingTime.setTeam(scope, { week: data.workspace.week, days: [], time_zone: null }),
      [workingTimeKey],
    );
  /** The same hours as they are now, to be set again. */
  const former = (held: Hours): Parameters<typeof workingTime.setTeam>[1] => {
    const { week, days, time_zone, react_within } = held;
    return { week, days, time_zone, react_within };
  };
  const forget = () =>
    own &&
    act(
      () => workingTime.forgetTeam(scope),
      [workingTimeKey],
      t('removed'),
      () => workingTime.setTeam(scope, former(own)),
    );
  const set = (body: Parameters<typeof workingTime.setTeam>[1]) =>
    scope === WORKSPACE ? workingTime.setWorkspace(body) : workingTime.setTeam(scope, body);
  return (
    <Section title={t('section.working-time')} lead={t('hours.lead')}>
      {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
      {data && (
        <>
          {teams.length > 0 && (
            <Choose
              label={t('hours.of')}
              className={classes.scope}
              value={scope}
              options={[
                { value: WORKSPACE, label: t('hours.everybody') },
                ...teams.map((team) => ({
                  value: team.id,
                  label: team.name,
                  hint: data.teams.some((one) => one.team === team.id) ? t('hours.own') : undefined,
                })),
              ]}
              onChange={setScope}
            />
          )}
          {hours ? (
            <HoursEditor
              key={`${scope}-${hours.version}`}
              hours={hours}
              onSave={(body) =>
                act(
                  () => set(body),
                  [workingTimeKey],
                  t('saved'),
                  () => set(former(hours)),
                )
              }
              busy={busy}
              aside={
                scope !== WORKSPACE && (
                  <Button look="danger" busy={busy} onClick={() => void forget()}>
                    {t('hours.forget')}
                  </Button>
                )
              }
            />
          ) : (
            <div className={classes.inherited}>
              <p>{t('hours.inherited')}</p>
              <Button busy={busy} onClick={() => void copy()}>
                {t('hours.giveOwn')}
              </Button>
            </div>
          )}
          <Absences />
        </>
      )}
    </Section>
  );
}
