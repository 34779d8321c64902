import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import { asProblem } from '@/api/problem';
import { useLanguage } from '@/app/language';
import { useCodeText, useProblemText } from '@/app/problem-text';
import { forgetEverything } from '@/app/session';
import { languageNames, languages } from '@/i18n';
import { Button, IconButton } from '@/ui/Button';
import { Logo } from '@/ui/Logo';
import { TextInput } from '@/ui/TextInput';
import classes from './SignInPage.module.css';

export default function SignInPage() {
  const t = useTranslations('signin');
  const words = useProblemText();
  const code = useCodeText();
  const { language, speak } = useLanguage();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { to } = useSearch({ from: '/sign-in' });
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [shown, setShown] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const failureId = useId();

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!email.trim() || !password) {
      setFailure(t('fill'));
      return;
    }
    setBusy(true);
    setFailure(null);
    try {
      const session = await api.session.create({ email: email.trim(), password });
      forgetEverything(client);
      client.setQueryData(keys.session, session);
      await navigate({ to: to ?? '/', replace: true });
    } catch (error) {
      const problem = asProblem(error);
      setFailure(problem.status === 401 ? code('wrong_credentials') : words(problem));
      setBusy(false);
    }
  }

  return (
    <main className={classes.page}>
      <form
        className={classes.card}
        onSubmit={submit}
        noValidate
        aria-describedby={failure ? failureId : undefined}
      >
        <Logo size={40} />
        <h1 className={classes.title}>{t('title')}</h1>
        <TextInput
          label={t('email')}
          type="email"
          name="email"
          autoComplete="username"
          inputMode="email"
          autoFocus
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <TextInput
          label={t('password')}
          type={shown ? 'text' : 'password'}
          name="password"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          after={
            <IconButton
              size="small"
              label={shown ? t('hide') : t('show')}
              onClick={() => setShown(!shown)}
            >
              {shown ? <IconEyeOff size={16} /> : <IconEye size={16} />}
            </IconButton>
          }
        />
        {failure && (
          <p id={failureId} className={classes.failure} role="alert">
            {failure}
          </p>
        )}
        <Button type="submit" look="primary" size="large" wide busy={busy}>
          {t('submit')}
        </Button>
        <p className={classes.hint}>{t('forgot')}</p>
      </form>
      <div className={classes.languages}>
        {languages.map((key) => (
          <button
            key={key}
            type="button"
            lang={key}
            className={classes.language}
            aria-pressed={key === language}
            onClick={() => void speak(key)}
          >
            {languageNames[key]}
          </button>
        ))}
      </div>
    </main>
  );
}
