import { type FormEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { admin } from '@/api/admin';
import { keys } from '@/api/keys';
import type { Team } from '@/api/types';
import { useUsers } from '@/catalogue';
import { Button } from '@/ui/Button';
import { Choose } from '@/ui/Choose';
import { Dialog } from '@/ui/Dialog';
import { Labelled, TextInput } from '@/ui/TextInput';
import { RemoveButton, useAct } from '../parts';
import classes from '../Settings.module.css';
import { within } from './tree';

type Props = { team: Team | null; teams: readonly Team[]; onClose: () => void };

const NONE = '';

export function TeamDialog({ team, teams, onClose }: Props) {
  const t = useTranslations();
  const users = useUsers();
  const { busy, act } = useAct();
  const ids = { form: useId(), parent: useId(), manager: useId() };
  const [name, setName] = useState(team?.name ?? '');
  const [parent, setParent] = useState(team?.parent ?? NONE);
  const [manager, setManager] = useState(team?.manager ?? NONE);
  const barred = team ? within(teams, team.id) : new Set<string>();
  const touched = [keys.teams, keys.users];

  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!name.trim()) return;
    const body = { name: name.trim(), parent: parent || null, manager: manager || null };
    const work = team ? () => admin.teams.update(team.id, body) : () => admin.teams.create(body);
    if (await act(work, touched, t('settings.saved'))) onClose();
  };
  const remove = async () => {
    if (team && (await act(() => admin.teams.remove(team.id), touched, t('settings.removed')))) {
      onClose();
    }
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      size={440}
      title={team ? team.name : t('settings.teams.new')}
      footer={
        <>
          {team && (
            <RemoveButton
              title={t('settings.teams.removeTitle', { name: team.name })}
              lead={t('settings.teams.removeLead')}
              busy={busy}
              onRemove={() => void remove()}
            />
          )}
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button look="primary" type="submit" form={ids.form} busy={busy} disabled={!name.trim()}>
            {t('common.save')}
          </Button>
        </>
      }
    >
      <form id={ids.form} className={classes.form} onSubmit={(event) => void save(event)}>
        <TextInput
          label={t('settings.teams.name')}
          required
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Labelled id={ids.parent} label={t('settings.teams.parent')}>
          <Choose
            id={ids.parent}
            label={t('settings.teams.parent')}
            size="large"
            value={parent}
            options={[
              { value: NONE, label: t('settings.teams.noParent') },
              ...teams
                .filter((other) => !barred.has(other.id))
                .map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={setParent}
          />
        </Labelled>
        <Labelled id={ids.manager} label={t('settings.teams.manager')}>
          <Choose
            id={ids.manager}
            label={t('settings.teams.manager')}
            size="large"
            value={manager}
            options={[
              { value: NONE, label: t('settings.teams.noManager') },
              ...users
                .filter((user) => user.active || user.id === manager)
                .map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={setManager}
          />
        </Labelled>
      </form>
    </Dialog>
  );
}
