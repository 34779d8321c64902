import { IconPlus, IconShieldCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { admin } from '@/api/admin';
import { keys } from '@/api/keys';
import { Button } from '@/ui/Button';
import { Failed } from '@/ui/State';
import { TabBar } from '@/ui/TabBar';
import { NameDialog, Section, useAct } from '../parts';
import classes from '../Settings.module.css';
import { RoleMatrix } from './RoleMatrix';

/** What each role may do, object by object, and how far. */
export default function RolesSection() {
  const t = useTranslations('settings');
  const {
    data: roles,
    error,
    refetch,
  } = useQuery({ queryKey: keys.roles, queryFn: admin.roles.list });
  const [picked, setPicked] = useState<string | null>(null);
  const [making, setMaking] = useState(false);
  const role = roles?.find(({ id }) => id === picked) ?? roles?.find(({ admin }) => !admin);
  return (
    <Section
      wide
      title={t('section.roles')}
      lead={t('roles.lead')}
      action={
        <Button
          look="primary"
          icon={<IconPlus size={16} stroke={2} />}
          onClick={() => setMaking(true)}
        >
          {t('roles.new')}
        </Button>
      }
    >
      {error && !roles && <Failed error={error} onRetry={() => void refetch()} />}
      {roles && role && (
        <>
          <TabBar
            label={t('section.roles')}
            active={role.id}
            tabs={roles.map(({ id, name, users }) => ({ key: id, label: name, count: users }))}
            onPick={setPicked}
          />
          {role.admin ? (
            <p className={classes.check}>
              <IconShieldCheck size={18} stroke={1.6} aria-hidden />
              {t('roles.adminMay')}
            </p>
          ) : (
            <RoleMatrix key={role.id} role={role} onGone={() => setPicked(null)} />
          )}
        </>
      )}
      {making && <NewRole onClose={() => setMaking(false)} onMade={setPicked} />}
    </Section>
  );
}

function NewRole({ onClose, onMade }: { onClose: () => void; onMade: (id: string) => void }) {
  const t = useTranslations('settings.roles');
  const { busy, act } = useAct();
  const make = async (name: string) => {
    let id = '';
    const done = await act(async () => {
      id = (await admin.roles.create({ name })).id;
    }, [keys.roles]);
    if (!done) return;
    onMade(id);
    onClose();
  };
  return (
    <NameDialog
      title={t('new')}
      label={t('name')}
      hint={t('newHint')}
      busy={busy}
      onName={(name) => void make(name)}
      onClose={onClose}
    />
  );
}
