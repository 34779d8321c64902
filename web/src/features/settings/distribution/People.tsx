import { IconX } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { useUsers, useUsersById } from '@/catalogue';
import { useTeams } from '@/records/filter/fields';
import { Avatar } from '@/ui/Avatar';
import { IconButton } from '@/ui/Button';
import { Checkbox } from '@/ui/Checkbox';
import { Choose } from '@/ui/Choose';
import shared from '../Settings.module.css';
import classes from './Distribution.module.css';
import { whole } from './draft';
import type { Definition, Taker } from './wire';

type Props = { draft: Definition; onChange: (part: Partial<Definition>) => void };

/** Among whom a rule chooses: people with what is theirs alone, and teams. */
export function People({ draft, onChange }: Props) {
  const t = useTranslations('settings.sharing');
  const teams = useTeams();
  const users = useUsers();
  const named = new Set(draft.people.map((taker) => taker.user));
  const byTeam = draft.method === 'team';
  const put = (taker: Taker) =>
    onChange({ people: draft.people.map((old) => (old.user === taker.user ? taker : old)) });
  return (
    <fieldset className={classes.part}>
      <legend className={classes.legend}>{byTeam ? t('teams') : t('people')}</legend>
      {!byTeam && (
        <>
          {draft.people.length > 0 && (
            <ul className={classes.people}>
              {draft.people.map((taker) => (
                <Person
                  key={taker.user}
                  taker={taker}
                  method={draft.method}
                  onChange={put}
                  onRemove={() =>
                    onChange({ people: draft.people.filter((one) => one.user !== taker.user) })
                  }
                />
              ))}
            </ul>
          )}
          <Choose
            label={t('addPerson')}
            placeholder={t('addPerson')}
            value={null}
            options={users
              .filter((user) => user.active && !named.has(user.id))
              .map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(user) =>
              onChange({
                people: [...draft.people, { user, weight: null, capacity: null, skills: [] }],
              })
            }
          />
        </>
      )}
      {draft.method !== 'person' && draft.method !== 'skill' && teams.length > 0 && (
        <div className={classes.teams}>
          {!byTeam && <p className={classes.quiet}>{t('andTeams')}</p>}
          <div className={shared.checks}>
            {teams.map((team) => (
              <label key={team.id} className={shared.check}>
                <Checkbox
                  label={team.name}
                  checked={draft.teams.includes(team.id)}
                  onChange={(chosen) =>
                    onChange({
                      teams: chosen
                        ? [...draft.teams, team.id]
                        : draft.teams.filter((id) => id !== team.id),
                    })
                  }
                />
                <span>{team.name}</span>
              </label>
            ))}
          </div>
        </div>
      )}
    </fieldset>
  );
}

type PersonProps = {
  taker: Taker;
  method: Definition['method'];
  onChange: (taker: Taker) => void;
  onRemove: () => void;
};

function Person({ taker, method, onChange, onRemove }: PersonProps) {
  const t = useTranslations('settings.sharing');
  const name = useUsersById().get(taker.user)?.name ?? '';
  return (
    <li className={classes.person}>
      <Avatar name={name} seed={taker.user} size={22} />
      <span className={classes.personName}>{name}</span>
      {method === 'weighted' && (
        <label className={classes.small}>
          <span>{t('weight')}</span>
          <input
            type="number"
            min={1}
            max={100}
            placeholder="1"
            aria-label={t('weightOf', { name })}
            value={taker.weight ?? ''}
            onChange={(event) => onChange({ ...taker, weight: whole(event.currentTarget.value) })}
          />
        </label>
      )}
      {method === 'skill' && (
        <label className={classes.skills}>
          <span>{t('skills')}</span>
          <input
            aria-label={t('skillsOf', { name })}
            placeholder={t('skillsHint')}
            defaultValue={(taker.skills ?? []).join(', ')}
            onChange={(event) =>
              onChange({
                ...taker,
                skills: event.currentTarget.value
                  .split(',')
                  .map((skill) => skill.trim())
                  .filter(Boolean),
              })
            }
          />
        </label>
      )}
      <label className={classes.small}>
        <span>{t('most')}</span>
        <input
          type="number"
          min={1}
          placeholder="∞"
          aria-label={t('mostOf', { name })}
          value={taker.capacity ?? ''}
          onChange={(event) => onChange({ ...taker, capacity: whole(event.currentTarget.value) })}
        />
      </label>
      <IconButton size="small" label={t('removePerson', { name })} onClick={onRemove}>
        <IconX size={14} />
      </IconButton>
    </li>
  );
}
