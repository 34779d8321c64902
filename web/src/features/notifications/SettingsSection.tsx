import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { keys } from '@/api/keys';
import { asProblem } from '@/api/problem';
import { useProblemText } from '@/app/problem-text';
import profile from '@/features/profile/Profile.module.css';
import { readTime } from '@/fields/shared/zone';
import { useFormat } from '@/i18n/format';
import { Button } from '@/ui/Button';
import { addDays } from '@/ui/Calendar';
import { Checkbox } from '@/ui/Checkbox';
import { Failed } from '@/ui/State';
import { Labelled, TextInput } from '@/ui/TextInput';
import { toasts } from '@/ui/toast';
import classes from './Notifications.module.css';
import { type NotificationKind, type NotificationSettings, notifications } from './wire';

const kinds = [
  'assigned',
  'mentioned',
  'note',
  'changed',
  'task_due',
  'task_overdue',
  'deal_won',
  'deal_lost',
  'discount_asked',
  'discount_decided',
  'import_done',
] as const satisfies readonly NotificationKind[];
const key = [...keys.notifications, 'settings'];
/** A Monday. */
const MONDAY = '2026-11-23';

/** What one is told, and where; and when the day is summed up. Everything acts at once. */
export function NotificationsSection() {
  const t = useTranslations('alerts');
  const errors = useTranslations('errors');
  const client = useQueryClient();
  const words = useProblemText();
  const { data, error, refetch } = useQuery({ queryKey: key, queryFn: notifications.settings });
  // An answer to an older change would show again what has been changed since.
  const last = useRef(0);
  const change = async (next: NotificationSettings) => {
    last.current += 1;
    const turn = last.current;
    client.setQueryData(key, next);
    try {
      const kept = await notifications.setSettings(next);
      if (turn === last.current) client.setQueryData(key, kept);
    } catch (problem) {
      void refetch();
      toasts.show({ tone: 'error', text: errors('title'), detail: words(asProblem(problem)) });
    }
  };
  const set = async (kind: NotificationKind, where: 'product' | 'browser', on: boolean) => {
    if (!data) return;
    if (where === 'browser' && on && !(await allowed())) {
      toasts.show({ tone: 'error', text: t('blocked'), detail: t('blockedHint'), seconds: 8 });
      return;
    }
    const held = data.kinds[kind] ?? { product: true, browser: false };
    void change({ ...data, kinds: { ...data.kinds, [kind]: { ...held, [where]: on } } });
  };
  return (
    <section className={profile.section} id="notifications">
      <h2 className={profile.heading}>{t('title')}</h2>
      <p className={profile.lead}>{t('lead')}</p>
      {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
      {data && (
        <>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">{t('what')}</th>
                <th scope="col">{t('inProduct')}</th>
                <th scope="col">{t('inBrowser')}</th>
              </tr>
            </thead>
            <tbody>
              {kinds.map((kind) => {
                const on = data.kinds[kind] ?? { product: true, browser: false };
                return (
                  <tr key={kind}>
                    <th scope="row">{t(`kind.${kind}`)}</th>
                    <td>
                      <Checkbox
                        checked={on.product}
                        label={`${t(`kind.${kind}`)}: ${t('inProduct')}`}
                        onChange={(value) => void set(kind, 'product', value)}
                      />
                    </td>
                    <td>
                      <Checkbox
                        checked={on.product && on.browser}
                        disabled={!on.product}
                        label={`${t(`kind.${kind}`)}: ${t('inBrowser')}`}
                        onChange={(value) => void set(kind, 'browser', value)}
                      />
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
          <Permission wanted={Object.values(data.kinds).some((on) => on.product && on.browser)} />
          <Digest
            settings={data}
            onChange={(next) => void change(next)}
            onBrowser={(on) => void set('digest', 'browser', on)}
          />
        </>
      )}
    </section>
  );
}

/** The browser asks once, and only when it is clear why. */
function Permission({ wanted }: { wanted: boolean }) {
  const t = useTranslations('alerts');
  const [state, setState] = useState(() =>
    'Notification' in window ? Notification.permission : 'denied',
  );
  if (!wanted || state === 'granted') return null;
  return (
    <div className={classes.permission}>
      <span>{state === 'denied' ? t('blockedHint') : t('askFirst')}</span>
      {state === 'default' && (
        <Button
          size="small"
          onClick={() => void Notification.requestPermission().then((next) => setState(next))}
        >
          {t('allow')}
        </Button>
      )}
    </div>
  );
}

async function allowed(): Promise<boolean> {
  if (!('Notification' in window)) return false;
  if (Notification.permission === 'granted') return true;
  return (await Notification.requestPermission()) === 'granted';
}

type DigestProps = {
  settings: NotificationSettings;
  onChange: (next: NotificationSettings) => void;
  onBrowser: (on: boolean) => void;
};

function Digest({ settings, onChange, onBrowser }: DigestProps) {
  const t = useTranslations('alerts');
  const fields = useTranslations('fields');
  const { locale } = useFormat();
  const { digest } = settings;
  const [time, setTime] = useState(digest.at);
  const label = useId();
  const set = (change: Partial<typeof digest>) =>
    onChange({ ...settings, digest: { ...digest, ...change } });
  const form = (weekday: 'short' | 'long') =>
    new Intl.DateTimeFormat(locale, { weekday, timeZone: 'UTC' });
  const short = form('short');
  const long = form('long');
  return (
    <>
      <label className={profile.check}>
        <Checkbox
          checked={digest.enabled}
          label={t('digest')}
          onChange={(enabled) => set({ enabled })}
        />
        {t('digest')}
      </label>
      {digest.enabled && (
        <>
          <TextInput
            className={classes.time}
            label={t('digestAt')}
            inputMode="numeric"
            value={time}
            error={readTime(time) ? undefined : fields('timeWrong')}
            onChange={(event) => setTime(event.currentTarget.value)}
            onBlur={() => {
              const at = readTime(time);
              if (!at) return;
              setTime(at);
              if (at !== digest.at) set({ at });
            }}
          />
          <Labelled label={<span id={label}>{t('digestDays')}</span>}>
            <div className={classes.days} role="group" aria-labelledby={label}>
              {[1, 2, 3, 4, 5, 6, 7].map((day) => {
                const date = new Date(`${addDays(MONDAY, day - 1)}T00:00:00Z`);
                const on = digest.days.includes(day);
                return (
                  <button
                    key={day}
                    type="button"
                    className={classes.day}
                    aria-pressed={on}
                    title={long.format(date)}
                    onClick={() =>
                      set({
                        days: on
                          ? digest.days.filter((one) => one !== day)
                          : [...digest.days, day].sort(),
                      })
                    }
                  >
                    {short.format(date)}
                  </button>
                );
              })}
            </div>
          </Labelled>
          <label className={profile.check}>
            <Checkbox
              checked={settings.kinds.digest?.browser === true}
              label={`${t('digest')}: ${t('inBrowser')}`}
              onChange={onBrowser}
            />
            {t('digestInBrowser')}
          </label>
        </>
      )}
    </>
  );
}
