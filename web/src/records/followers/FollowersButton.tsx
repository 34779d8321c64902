import { IconBell, IconBellFilled } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useSession } from '@/app/session';
import { useUsers } from '@/catalogue';
import { Avatar } from '@/ui/Avatar';
import { Button } from '@/ui/Button';
import { Drop } from '@/ui/Drop';
import { Picker } from '@/ui/Picker';
import classes from './Followers.module.css';
import { useFollow, useFollowers } from './useFollowers';

type Props = { object: string; id: string };

const FACES = 3;

/** Who follows the record; opens the list to join it, leave it, or bring a colleague in. */
export function FollowersButton({ object, id }: Props) {
  const t = useTranslations('people');
  const { user } = useSession();
  const users = useUsers();
  const [opened, setOpened] = useState(false);
  const { data } = useFollowers(object, id);
  const follow = useFollow(object, id);
  if (!data) return null;
  const { followers, following } = data;
  const Bell = following ? IconBellFilled : IconBell;
  const candidates = users.filter(
    (person) => person.active !== false || followers.some((other) => other.id === person.id),
  );
  const words = t('followers', { count: followers.length });
  return (
    <Drop
      opened={opened}
      onClose={() => setOpened(false)}
      position="bottom-end"
      width={260}
      target={
        <button
          type="button"
          className={classes.button}
          aria-label={words}
          title={words}
          aria-expanded={opened}
          data-following={following || undefined}
          onClick={() => setOpened(!opened)}
        >
          <Bell size={16} stroke={1.7} aria-hidden />
          {followers.length > 0 && (
            <span className={classes.faces}>
              {followers.slice(0, FACES).map((person) => (
                <Avatar key={person.id} name={person.name} seed={person.id} size={20} />
              ))}
              {followers.length > FACES && <span>+{followers.length - FACES}</span>}
            </span>
          )}
        </button>
      }
    >
      <div className={classes.drop}>
        <p className={classes.hint}>{t('followersHint')}</p>
        <Button
          wide
          look={following ? 'default' : 'primary'}
          onClick={() => void follow({ id: user.id, name: user.name }, !following)}
        >
          {t(following ? 'unfollow' : 'follow')}
        </Button>
      </div>
      <Picker
        label={t('addFollower')}
        placeholder={t('addFollower')}
        multiple
        searchable
        selected={followers.map((person) => person.id)}
        options={candidates.map((person) => ({
          id: person.id,
          label: person.name,
          icon: <Avatar name={person.name} seed={person.id} size={20} />,
        }))}
        onPick={(picked) => {
          const person = candidates.find((other) => other.id === picked);
          const on = !followers.some((other) => other.id === picked);
          if (person) void follow({ id: person.id, name: person.name }, on);
        }}
      />
    </Drop>
  );
}
