import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import { asProblem } from '@/api/problem';
import { useLanguage } from '@/app/language';
import { useProblemText } from '@/app/problem-text';
import { useSession } from '@/app/session';
import { chooseTheme, type ThemeChoice, useThemeChoice } from '@/app/theme';
import { useChooseLanguage } from '@/app/UserMenu';
import { languageNames, languages } from '@/i18n';
import { Avatar } from '@/ui/Avatar';
import { Button } from '@/ui/Button';
import { Choose } from '@/ui/Choose';
import { Labelled, TextInput } from '@/ui/TextInput';
import { toasts } from '@/ui/toast';
import classes from './Profile.module.css';

/** Name, language, time zone, theme. What the server keeps is saved by the button, the rest acts at once. */
export function PersonSection() {
  const t = useTranslations();
  const { user, roles } = useSession();
  const client = useQueryClient();
  const words = useProblemText();
  const { language } = useLanguage();
  const chooseLanguage = useChooseLanguage();
  const theme = useThemeChoice();
  const [name, setName] = useState(user.name);
  const [zone, setZone] = useState(user.time_zone);
  const [busy, setBusy] = useState(false);
  const ids = { language: useId(), zone: useId(), theme: useId() };
  const changed = name.trim() !== user.name || zone !== user.time_zone;

  const save = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      const session = await api.session.update({ name: name.trim(), time_zone: zone });
      client.setQueryData(keys.session, session);
      void client.invalidateQueries({ queryKey: keys.users });
      toasts.show({ text: t('profile.saved'), tone: 'success' });
    } catch (error) {
      toasts.show({ tone: 'error', text: t('errors.title'), detail: words(asProblem(error)) });
    } finally {
      setBusy(false);
    }
  };

  return (
    <form className={classes.section} onSubmit={(event) => void save(event)}>
      <div className={classes.person}>
        <Avatar name={user.name} seed={user.id} size={48} />
        <div>
          <div className={classes.name}>{user.name}</div>
          <div className={classes.quiet}>{user.email}</div>
          <div className={classes.quiet}>{roles.map((role) => role.name).join(', ')}</div>
        </div>
      </div>
      <TextInput
        label={t('profile.name')}
        required
        value={name}
        autoComplete="name"
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Labelled id={ids.zone} label={t('profile.timeZone')} hint={t('profile.timeZoneHint')}>
        <Choose
          id={ids.zone}
          label={t('profile.timeZone')}
          value={zone}
          options={zones(zone).map((id) => ({ value: id, label: id.replaceAll('_', ' ') }))}
          onChange={setZone}
        />
      </Labelled>
      {changed && (
        <div className={classes.save}>
          <Button
            onClick={() => {
              setName(user.name);
              setZone(user.time_zone);
            }}
          >
            {t('common.cancel')}
          </Button>
          <Button type="submit" look="primary" busy={busy} disabled={!name.trim()}>
            {t('common.save')}
          </Button>
        </div>
      )}
      <Labelled id={ids.language} label={t('profile.language')}>
        <Choose
          id={ids.language}
          label={t('profile.language')}
          value={language}
          options={languages.map((id) => ({ value: id, label: languageNames[id] }))}
          onChange={(id) => chooseLanguage(id as typeof language)}
        />
      </Labelled>
      <Labelled id={ids.theme} label={t('shell.theme')}>
        <Choose
          id={ids.theme}
          label={t('shell.theme')}
          value={theme}
          options={[
            { value: 'system', label: t('shell.themeSystem') },
            { value: 'light', label: t('shell.themeLight') },
            { value: 'dark', label: t('shell.themeDark') },
          ]}
          onChange={(id) => chooseTheme(id as ThemeChoice)}
        />
      </Labelled>
    </form>
  );
}

function zones(own: string): string[] {
  const known = Intl.supportedValuesOf?.('timeZone') ?? [];
  return known.includes(own) ? known : [own, ...known];
}
