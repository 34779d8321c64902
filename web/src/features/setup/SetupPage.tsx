import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import { asProblem } from '@/api/problem';
import { useLanguage } from '@/app/language';
import { useCodeText } from '@/app/problem-text';
import { Button } from '@/ui/Button';
import { Logo } from '@/ui/Logo';
import { Account } from './Account';
import { browserZone, guessCountry, guessCurrency } from './guess';
import { LanguageSwitch } from './LanguageSwitch';
import { Start } from './Start';
import classes from './setup.module.css';
import { check, type Flaws, order, type SetupValues, sortOut } from './values';
import { Workspace } from './Workspace';

const locales = () => navigator.languages ?? [];

/** The first page a new workspace shows: who you are, how you count, what to begin with. */
export default function SetupPage() {
  const t = useTranslations('setup');
  const { language } = useLanguage();
  const [values, setValues] = useState<SetupValues>(() => ({
    name: '',
    email: '',
    password: '',
    workspace_name: '',
    currency: '',
    time_zone: browserZone(),
    sample: true,
    trade: null,
  }));
  const [flaws, setFlaws] = useState<Flaws>({});
  const currency = values.currency || guessCurrency(language, locales(), values.time_zone);
  const set = (patch: Partial<SetupValues>) => {
    setValues((before) => ({ ...before, ...patch }));
    setFlaws((before) => {
      const left = { ...before };
      for (const key of Object.keys(patch)) delete left[key as keyof Flaws];
      return left;
    });
  };
  const { start, failure } = useStart((found) => {
    setFlaws(found);
    focusFirst(found);
  });
  const submit = () => {
    const found = check(values);
    setFlaws(found);
    if (Object.keys(found).length > 0) return focusFirst(found);
    start.mutate({
      name: values.name.trim(),
      email: values.email.trim(),
      password: values.password,
      language,
      currency,
      time_zone: values.time_zone,
      country: guessCountry(language, locales(), values.time_zone),
      workspace_name: values.workspace_name.trim() || undefined,
      sample: values.sample,
      trade: values.trade ?? undefined,
    });
  };
  return (
    <main className={classes.page}>
      <div className={classes.column}>
        <header className={classes.top}>
          <Logo size={30} />
          <LanguageSwitch />
        </header>
        <h1 className={classes.title}>{t('title')}</h1>
        <p className={classes.lead}>{t('lead')}</p>
        <form
          className={classes.form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <Account values={values} flaws={flaws} set={set} />
          <Workspace values={{ ...values, currency }} flaws={flaws} set={set} />
          <Start sample={values.sample} trade={values.trade} set={set} />
          {failure && (
            <p className={classes.failure} role="alert">
              {failure}
            </p>
          )}
          <Button type="submit" look="primary" size="large" wide busy={start.isPending}>
            {start.isPending ? t(pending(values)) : t('start')}
          </Button>
        </form>
      </div>
    </main>
  );
}

function pending({ sample, trade }: SetupValues) {
  if (trade) return 'makingTrade';
  return sample ? 'makingSample' : 'starting';
}

function focusFirst(flaws: Flaws): void {
  const first = order.find((key) => flaws[key]);
  if (!first) return;
  (document.getElementsByName(first)[0] ?? document.getElementById(first))?.focus();
}

function useStart(onFlaws: (flaws: Flaws) => void) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const words = useCodeText();
  const [failure, setFailure] = useState<string | null>(null);
  const start = useMutation({
    mutationFn: api.setup.run,
    onMutate: () => setFailure(null),
    onSuccess: (session) => {
      client.setQueryData(keys.setup, { needed: false });
      client.setQueryData(keys.session, session);
      void navigate({ to: '/' });
    },
    onError: (error) => {
      const problem = asProblem(error);
      const { flaws, rest } = sortOut(problem.problems);
      onFlaws(flaws);
      if (Object.keys(flaws).length === 0 || rest.length > 0) {
        const first = rest[0];
        setFailure(
          first
            ? words(first.code, first.params)
            : words(problem.code, { seconds: problem.retryAfter ?? 0 }),
        );
      }
    },
  });
  return { start, failure };
}
