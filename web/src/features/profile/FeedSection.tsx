import { IconCopy } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { http } from '@/api/http';
import { keys } from '@/api/keys';
import { asProblem } from '@/api/problem';
import { useProblemText } from '@/app/problem-text';
import { useFormat } from '@/i18n/format';
import { Button, IconButton } from '@/ui/Button';
import { Failed } from '@/ui/State';
import { toasts } from '@/ui/toast';
import classes from './Profile.module.css';

/** One's tasks in another calendar, to be read only. The address is a secret and is shown once. */
export function FeedSection() {
  const t = useTranslations();
  const format = useFormat();
  const client = useQueryClient();
  const words = useProblemText();
  const [address, setAddress] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: keys.feed,
    queryFn: async () => (await http.GET('/api/v1/calendar/feed')).data ?? null,
  });
  const run = async (work: () => Promise<void>) => {
    setBusy(true);
    try {
      await work();
      await client.invalidateQueries({ queryKey: keys.feed });
    } catch (problem) {
      toasts.show({ tone: 'error', text: t('errors.title'), detail: words(asProblem(problem)) });
    } finally {
      setBusy(false);
    }
  };
  const make = () =>
    run(async () => {
      const { data } = await http.POST('/api/v1/calendar/feed');
      setAddress(data?.url ?? null);
    });
  const stop = () =>
    run(async () => {
      await http.DELETE('/api/v1/calendar/feed');
      setAddress(null);
      toasts.show({ text: t('profile.feedStopped') });
    });
  return (
    <section className={classes.section}>
      <h2 className={classes.heading}>{t('profile.feed')}</h2>
      <p className={classes.lead}>{t('profile.feedLead')}</p>
      {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
      {address && (
        <div>
          <p className={classes.quiet}>{t('profile.feedOnce')}</p>
          <div className={classes.secret}>
            <code>{address}</code>
            <IconButton
              label={t('common.copy')}
              onClick={() =>
                void navigator.clipboard
                  ?.writeText(address)
                  .then(() => toasts.show({ text: t('common.copied'), seconds: 3 }))
              }
            >
              <IconCopy size={16} />
            </IconButton>
          </div>
        </div>
      )}
      {data && (
        <div className={classes.headingRow}>
          <span className={classes.quiet}>
            {data.active && data.created_at
              ? t('profile.feedSince', { date: format.dateTime(data.created_at) })
              : t('profile.feedNone')}
          </span>
          <span style={{ display: 'flex', gap: 8 }}>
            {data.active && (
              <Button busy={busy} onClick={() => void stop()}>
                {t('profile.feedStop')}
              </Button>
            )}
            <Button busy={busy} onClick={() => void make()}>
              {data.active ? t('profile.feedRenew') : t('profile.feedMake')}
            </Button>
          </span>
        </div>
      )}
    </section>
  );
}
