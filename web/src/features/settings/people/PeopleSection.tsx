import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { User } from '@/api/types';
import { useUsers } from '@/catalogue';
import { useFormat } from '@/i18n/format';
import { Avatar } from '@/ui/Avatar';
import { Button } from '@/ui/Button';
import { Pill } from '@/ui/Pill';
import { Section } from '../parts';
import classes from '../Settings.module.css';
import { UserDialog } from './UserDialog';

/** Everybody who has an account, those who left last. */
export default function PeopleSection() {
  const t = useTranslations('settings');
  const { locale } = useFormat();
  const users = useUsers();
  const { data: teams } = useQuery({ queryKey: keys.teams, queryFn: api.teams });
  const [edited, setEdited] = useState<User | 'new' | null>(null);
  const sorted = [...users].sort(
    (a, b) => Number(b.active) - Number(a.active) || a.name.localeCompare(b.name, locale),
  );
  const teamOf = (user: User) => teams?.find((team) => team.id === user.team)?.name;
  return (
    <Section
      title={t('section.people')}
      lead={t('people.lead')}
      action={
        <Button
          look="primary"
          icon={<IconPlus size={16} stroke={2} />}
          onClick={() => setEdited('new')}
        >
          {t('people.invite')}
        </Button>
      }
    >
      <ul className={classes.list}>
        {sorted.map((user) => (
          <li key={user.id}>
            <button type="button" className={classes.row} onClick={() => setEdited(user)}>
              <Avatar name={user.name} seed={user.id} size={30} />
              <span className={classes.main}>
                <span className={classes.name}>{user.name}</span>
                <span className={classes.quiet}>
                  {[user.email ?? t('people.noSignIn'), teamOf(user)].filter(Boolean).join(' · ')}
                </span>
              </span>
              <span className={classes.side}>
                {!user.active && <Pill tone="red">{t('people.off')}</Pill>}
                {user.active &&
                  user.roles?.map((role) => (
                    <Pill key={role.id} tone={role.key === 'administrator' ? 'violet' : 'gray'}>
                      {role.name}
                    </Pill>
                  ))}
                {user.active && user.roles?.length === 0 && (
                  <Pill tone="amber">{t('people.noRole')}</Pill>
                )}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {edited && (
        <UserDialog user={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
    </Section>
  );
}
