import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { asProblem } from '@/api/problem';
import { useProblemText } from '@/app/problem-text';
import { useSession } from '@/app/session';
import { Button } from '@/ui/Button';
import { TextInput } from '@/ui/TextInput';
import { toasts } from '@/ui/toast';
import classes from './Profile.module.css';

const SHORTEST = 10;

export function PasswordSection() {
  const t = useTranslations();
  const words = useProblemText();
  const { user } = useSession();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const short = next !== '' && next.length < SHORTEST;
  const differs = again !== '' && again !== next;
  const ready = current !== '' && next.length >= SHORTEST && again === next;

  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    setBusy(true);
    setFailure(null);
    try {
      await api.session.password({ current, new: next });
      setCurrent('');
      setNext('');
      setAgain('');
      toasts.show({ text: t('profile.passwordChanged'), tone: 'success' });
    } catch (error) {
      const problem = asProblem(error);
      setFailure(
        problem.problems.some((item) => item.code === 'wrong_password')
          ? t('profile.passwordWrong')
          : words(problem),
      );
    } finally {
      setBusy(false);
    }
  };

  return (
    <form className={classes.section} onSubmit={(event) => void save(event)} noValidate>
      <h2 className={classes.heading}>{t('profile.password')}</h2>
      <p className={classes.lead}>{t('profile.passwordLead')}</p>
      <input
        type="email"
        name="username"
        autoComplete="username"
        value={user.email}
        readOnly
        hidden
      />
      <TextInput
        label={t('profile.passwordNow')}
        type="password"
        autoComplete="current-password"
        value={current}
        error={failure}
        onChange={(event) => setCurrent(event.currentTarget.value)}
      />
      <TextInput
        label={t('profile.passwordNew')}
        type="password"
        autoComplete="new-password"
        value={next}
        hint={t('profile.passwordRule', { count: SHORTEST })}
        error={short ? t('profile.passwordRule', { count: SHORTEST }) : undefined}
        onChange={(event) => setNext(event.currentTarget.value)}
      />
      <TextInput
        label={t('profile.passwordAgain')}
        type="password"
        autoComplete="new-password"
        value={again}
        error={differs ? t('profile.passwordDiffers') : undefined}
        onChange={(event) => setAgain(event.currentTarget.value)}
      />
      <div className={classes.save}>
        <Button type="submit" disabled={!ready} busy={busy}>
          {t('profile.passwordChange')}
        </Button>
      </div>
    </form>
  );
}
