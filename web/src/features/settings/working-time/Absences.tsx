import { IconPlus, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useSession } from '@/app/session';
import { useUsers, useUsersById } from '@/catalogue';
import { Day } from '@/fields/Day';
import { useFormat } from '@/i18n/format';
import { Button, IconButton } from '@/ui/Button';
import { Choose } from '@/ui/Choose';
import { useAct } from '../parts';
import shared from '../Settings.module.css';
import classes from './WorkingTime.module.css';
import { absencesKey, workingTime } from './wire';

/** Who is away from today on, and a line to say so of somebody. */
export function Absences() {
  const t = useTranslations('settings.hours');
  const format = useFormat();
  const users = useUsersById();
  const { act } = useAct();
  const { data: absences = [] } = useQuery({
    queryKey: absencesKey,
    queryFn: workingTime.absences,
  });
  return (
    <section className={classes.absences} aria-labelledby="absences">
      <h3 id="absences" className={classes.legend}>
        {t('absences')}
      </h3>
      {absences.length > 0 && (
        <ul className={shared.list}>
          {absences.map((absence) => {
            const name = users.get(absence.user)?.name ?? '';
            return (
              <li key={absence.id} className={shared.row}>
                <span className={shared.main}>
                  <span className={shared.name}>{name}</span>
                  <span className={shared.quiet}>
                    {[`${format.date(absence.from)} – ${format.date(absence.to)}`, absence.note]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </span>
                <IconButton
                  size="small"
                  label={t('removeAbsence', { name })}
                  onClick={() => {
                    const { user, from, to, note } = absence;
                    void act(
                      () => workingTime.removeAbsence(absence.id),
                      [absencesKey],
                      t('absenceRemoved', { name }),
                      () => workingTime.addAbsence({ user, from, to, note }),
                    );
                  }}
                >
                  <IconX size={15} />
                </IconButton>
              </li>
            );
          })}
        </ul>
      )}
      <NewAbsence />
    </section>
  );
}

function NewAbsence() {
  const t = useTranslations('settings.hours');
  const me = useSession().user;
  const users = useUsers();
  const { busy, act } = useAct();
  const [user, setUser] = useState(me.id);
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [note, setNote] = useState('');
  const ready = from !== '' && to >= from;
  const add = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    const body = { user, from, to, note: note.trim() || null };
    if (await act(() => workingTime.addAbsence(body), [absencesKey])) {
      setFrom('');
      setTo('');
      setNote('');
    }
  };
  return (
    <form className={classes.newAbsence} onSubmit={(event) => void add(event)}>
      <Choose
        label={t('who')}
        value={user}
        options={users
          .filter((one) => one.active)
          .map(({ id, name }) => ({ value: id, label: name }))}
        onChange={setUser}
      />
      <span className={classes.date}>
        <Day
          label={t('firstDay')}
          value={from || null}
          onChange={(picked) => {
            const day = picked ?? '';
            setFrom(day);
            if (!to || to < day) setTo(day);
          }}
        />
      </span>
      <span aria-hidden>–</span>
      <span className={classes.date}>
        <Day
          label={t('lastDay')}
          value={to || null}
          invalid={to < from}
          onChange={(day) => setTo(day ?? '')}
        />
      </span>
      <input
        className={classes.dayTitle}
        aria-label={t('why')}
        placeholder={t('why')}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Button type="submit" busy={busy} disabled={!ready} icon={<IconPlus size={15} aria-hidden />}>
        {t('addAbsence')}
      </Button>
    </form>
  );
}
