import { Popover } from '@mantine/core';
import { IconChevronDown, IconUser, IconX } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useSession } from '@/app/session';
import { useUsers } from '@/catalogue';
import { Avatar } from '@/ui/Avatar';
import { Checkbox } from '@/ui/Checkbox';
import { cx } from '@/ui/cx';
import classes from './Board.module.css';
import { useBoardText } from './object';
import { toggled } from './owners';

type Props = { owners: readonly string[]; onChange: (owners: string[]) => void };

/** Whose deals to show: oneself on top, then everybody by name. */
export function OwnerFilter({ owners, onChange }: Props) {
  const t = useBoardText();
  const common = useTranslations('common');
  const [opened, setOpened] = useState(false);
  const people = usePeople();
  const chosen = people.filter((person) => owners.includes(person.id));
  const first = chosen[0];
  const name = first?.id === '@me' ? common('me') : (first?.name ?? '');
  const active = owners.length > 0;
  return (
    <span className={classes.chipPair}>
      <Popover opened={opened} onChange={setOpened} returnFocus withRoles={false} trapFocus>
        <Popover.Target>
          <button
            type="button"
            className={cx(classes.chip, active && classes.chipOn)}
            aria-haspopup="dialog"
            aria-expanded={opened}
            onClick={() => setOpened((before) => !before)}
          >
            {!active && <IconUser size={15} aria-hidden />}
            <span>
              {active ? t('ownerIs', { name, more: Math.max(0, owners.length - 1) }) : t('owner')}
            </span>
            {!active && <IconChevronDown size={14} aria-hidden />}
          </button>
        </Popover.Target>
        <Popover.Dropdown className={classes.people} role="dialog" aria-label={t('owner')}>
          {people.map((person) => (
            <label key={person.id} className={classes.person}>
              <Checkbox
                label={person.name}
                checked={owners.includes(person.id)}
                onChange={() => onChange(toggled(owners, person.id))}
              />
              <Avatar name={person.avatar} seed={person.seed} size={20} />
              <span>{person.name}</span>
            </label>
          ))}
        </Popover.Dropdown>
      </Popover>
      {active && (
        <button
          type="button"
          className={classes.chipClear}
          aria-label={t('clearOwner')}
          onClick={() => onChange([])}
        >
          <IconX size={13} aria-hidden />
        </button>
      )}
    </span>
  );
}

type Person = { id: string; name: string; avatar: string; seed: string };

function usePeople(): Person[] {
  const t = useBoardText();
  const users = useUsers();
  const { user } = useSession();
  return useMemo(() => {
    const others = users
      .filter((other) => other.active && other.id !== user.id)
      .sort((a, b) => a.name.localeCompare(b.name))
      .map((other) => ({ id: other.id, name: other.name, avatar: other.name, seed: other.id }));
    const me = { id: '@me', name: t('mine'), avatar: user.name, seed: user.id };
    return [me, ...others];
  }, [users, user, t]);
}
