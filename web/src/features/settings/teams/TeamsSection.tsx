import { IconPlus, IconUsersGroup } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Team } from '@/api/types';
import { useUsersById } from '@/catalogue';
import { useFormat } from '@/i18n/format';
import { Button } from '@/ui/Button';
import { Empty, Failed } from '@/ui/State';
import { Section } from '../parts';
import classes from '../Settings.module.css';
import { TeamDialog } from './TeamDialog';
import { branches } from './tree';

/** The tree of teams: rights that reach "the team" reach down it. */
export default function TeamsSection() {
  const t = useTranslations('settings');
  const { locale } = useFormat();
  const users = useUsersById();
  const { data: teams, error, refetch } = useQuery({ queryKey: keys.teams, queryFn: api.teams });
  const [edited, setEdited] = useState<Team | 'new' | null>(null);
  return (
    <Section
      title={t('section.teams')}
      lead={t('teams.lead')}
      action={
        <Button
          look="primary"
          icon={<IconPlus size={16} stroke={2} />}
          onClick={() => setEdited('new')}
        >
          {t('teams.new')}
        </Button>
      }
    >
      {error && !teams && <Failed error={error} onRetry={() => void refetch()} />}
      {teams?.length === 0 && (
        <Empty icon={<IconUsersGroup size={22} stroke={1.6} />} title={t('teams.none')} />
      )}
      {teams && teams.length > 0 && (
        <ul className={classes.list}>
          {branches(teams, locale).map(({ team, depth }) => (
            <li key={team.id}>
              <button
                type="button"
                className={classes.row}
                style={{ paddingInlineStart: 14 + depth * 26 }}
                onClick={() => setEdited(team)}
              >
                <span className={classes.main}>
                  <span className={classes.name}>{team.name}</span>
                  <span className={classes.quiet}>
                    {[
                      t('teams.members', { count: team.members }),
                      team.manager && users.get(team.manager)
                        ? t('teams.ledBy', { name: users.get(team.manager)?.name ?? '' })
                        : null,
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {edited && (
        <TeamDialog
          team={edited === 'new' ? null : edited}
          teams={teams ?? []}
          onClose={() => setEdited(null)}
        />
      )}
    </Section>
  );
}
