import { IconCopy } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { admin } from '@/api/admin';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { User } from '@/api/types';
import { useSession } from '@/app/session';
import { Button, IconButton } from '@/ui/Button';
import { Checkbox } from '@/ui/Checkbox';
import { Choose } from '@/ui/Choose';
import { Dialog } from '@/ui/Dialog';
import { Labelled, TextInput } from '@/ui/TextInput';
import { toasts } from '@/ui/toast';
import { useAct } from '../parts';
import classes from '../Settings.module.css';
import { firstPassword } from './password';

const NONE = '';

/** An account: who, in which team, in which roles. A new one is given a password that is shown once. */
export function UserDialog({ user, onClose }: { user: User | null; onClose: () => void }) {
  const t = useTranslations();
  const me = useSession().user;
  const { busy, act } = useAct();
  const ids = { form: useId(), team: useId() };
  const { data: roles = [] } = useQuery({ queryKey: keys.roles, queryFn: admin.roles.list });
  const { data: teams = [] } = useQuery({ queryKey: keys.teams, queryFn: api.teams });
  const [name, setName] = useState(user?.name ?? '');
  const [email, setEmail] = useState(user?.email ?? '');
  const [team, setTeam] = useState(user?.team ?? NONE);
  const [chosen, setChosen] = useState<string[] | null>(
    user ? (user.roles ?? []).map((role) => role.id) : null,
  );
  const [secret, setSecret] = useState<string | null>(null);
  // A new person usually sells.
  const usual = roles.filter((role) => role.key === 'manager').map((role) => role.id);
  const ofUser = chosen ?? usual;

  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!name.trim() || (!user && !email.trim())) return;
    const body = {
      name: name.trim(),
      email: email.trim() || null,
      team: team || null,
      roles: ofUser,
    };
    if (user) {
      const done = await act(
        () => admin.users.update(user.id, body),
        [keys.users, keys.teams, keys.session],
        t('settings.saved'),
      );
      if (done) onClose();
      return;
    }
    const password = firstPassword();
    if (await act(() => admin.users.create({ ...body, password }), [keys.users, keys.teams])) {
      setSecret(password);
    }
  };
  const renew = async () => {
    if (!user) return;
    const password = firstPassword();
    if (await act(() => admin.users.password(user.id, password), [])) setSecret(password);
  };
  const turn = async () => {
    if (!user) return;
    const change = user.active ? admin.users.deactivate : admin.users.activate;
    const said = user.active ? t('settings.people.turnedOff') : t('settings.people.turnedOn');
    if (await act(() => change(user.id), [keys.users, keys.teams], said)) onClose();
  };

  if (secret) {
    return (
      <Dialog
        opened
        onClose={onClose}
        size={440}
        title={t('settings.people.passwordOf', { name: name.trim() })}
        footer={
          <Button look="primary" onClick={onClose}>
            {t('common.done')}
          </Button>
        }
      >
        <div className={classes.form}>
          <p>{t('settings.people.passwordOnce', { email: email.trim() })}</p>
          <div className={classes.secret}>
            <code>{secret}</code>
            <IconButton
              label={t('common.copy')}
              onClick={() =>
                void navigator.clipboard
                  ?.writeText(secret)
                  .then(() => toasts.show({ text: t('common.copied'), seconds: 3 }))
              }
            >
              <IconCopy size={16} />
            </IconButton>
          </div>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog
      opened
      onClose={onClose}
      size={460}
      title={user ? user.name : t('settings.people.invite')}
      footer={
        <>
          {user && user.id !== me.id && (
            <Button
              look={user.active ? 'danger' : 'default'}
              busy={busy}
              onClick={() => void turn()}
              style={{ marginInlineEnd: 'auto' }}
            >
              {user.active ? t('settings.people.turnOff') : t('settings.people.turnOn')}
            </Button>
          )}
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button look="primary" type="submit" form={ids.form} busy={busy} disabled={!name.trim()}>
            {user ? t('common.save') : t('settings.people.add')}
          </Button>
        </>
      }
    >
      <form id={ids.form} className={classes.form} onSubmit={(event) => void save(event)}>
        <TextInput
          label={t('settings.people.name')}
          required
          data-autofocus
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label={t('settings.people.email')}
          type="email"
          required={!user}
          autoComplete="off"
          hint={user ? undefined : t('settings.people.emailHint')}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <Labelled id={ids.team} label={t('settings.people.team')}>
          <Choose
            id={ids.team}
            label={t('settings.people.team')}
            size="large"
            value={team}
            options={[
              { value: NONE, label: t('settings.people.noTeam') },
              ...teams.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={setTeam}
          />
        </Labelled>
        <fieldset style={{ border: 0, margin: 0, padding: 0 }}>
          <Labelled label={t('settings.people.roles')}>
            <div>
              {roles.map((role) => (
                <label key={role.id} className={classes.check}>
                  <Checkbox
                    checked={ofUser.includes(role.id)}
                    label={role.name}
                    onChange={(on) =>
                      setChosen(on ? [...ofUser, role.id] : ofUser.filter((one) => one !== role.id))
                    }
                  />
                  {role.name}
                </label>
              ))}
            </div>
          </Labelled>
        </fieldset>
        {user?.active && user.email && user.id !== me.id && (
          <div>
            <Button busy={busy} onClick={() => void renew()}>
              {t('settings.people.newPassword')}
            </Button>
          </div>
        )}
      </form>
    </Dialog>
  );
}
