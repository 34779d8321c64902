import {
  IconDeviceDesktop,
  IconLogout,
  IconMoon,
  IconSun,
  IconUserCircle,
} from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import { asProblem } from '@/api/problem';
import type { Language } from '@/api/types';
import { languageNames, languages } from '@/i18n';
import { IconButton } from '@/ui/Button';
import { Menu, type MenuEntry } from '@/ui/Menu';
import { toasts } from '@/ui/toast';
import { useLanguage } from './language';
import { useProblemText } from './problem-text';
import { forgetEverything } from './session';
import { chooseTheme, type ThemeChoice, useThemeChoice } from './theme';

/** Changes the language at once and tells the server, which has labels of its own to translate. */
export function useChooseLanguage(): (language: Language) => void {
  const { speak } = useLanguage();
  const client = useQueryClient();
  const words = useProblemText();
  return (language) => {
    void speak(language)
      .then(() => api.session.update({ language }))
      .then((session) => {
        client.setQueryData(keys.session, session);
        return client.invalidateQueries({ queryKey: keys.catalogue });
      })
      .catch((error) => toasts.show({ tone: 'error', text: words(asProblem(error)) }));
  };
}

export function useSignOut(): () => void {
  const client = useQueryClient();
  const navigate = useNavigate();
  return () => {
    void api.session.end().finally(async () => {
      toasts.clear();
      await navigate({ to: '/sign-in' });
      forgetEverything(client);
    });
  };
}

export function useThemeEntries(): MenuEntry[] {
  const t = useTranslations('shell');
  const choice = useThemeChoice();
  const all: [ThemeChoice, string, ReactElement][] = [
    ['light', t('themeLight'), <IconSun key="i" size={16} stroke={1.7} />],
    ['dark', t('themeDark'), <IconMoon key="i" size={16} stroke={1.7} />],
    ['system', t('themeSystem'), <IconDeviceDesktop key="i" size={16} stroke={1.7} />],
  ];
  return all.map(([key, label, icon]) => ({
    key,
    label,
    icon,
    checked: choice === key,
    onSelect: () => chooseTheme(key),
  }));
}

export function useLanguageEntries(): MenuEntry[] {
  const { language } = useLanguage();
  const choose = useChooseLanguage();
  return languages.map((key) => ({
    key,
    label: <span lang={key}>{languageNames[key]}</span>,
    checked: key === language,
    onSelect: () => choose(key),
  }));
}

export function UserMenu({ trigger }: { trigger: ReactElement }) {
  const t = useTranslations('shell');
  const navigate = useNavigate();
  const signOut = useSignOut();
  const theme = useThemeEntries();
  const language = useLanguageEntries();
  return (
    <Menu
      trigger={trigger}
      position="top-start"
      width={220}
      entries={[
        {
          key: 'profile',
          label: t('profile'),
          icon: <IconUserCircle size={16} stroke={1.7} />,
          onSelect: () => void navigate({ to: '/profile' }),
        },
        { key: 'd1', divider: true },
        { key: 'theme', title: t('theme') },
        ...theme,
        { key: 'd2', divider: true },
        { key: 'language', title: t('language') },
        ...language,
        { key: 'd3', divider: true },
        {
          key: 'out',
          label: t('signOut'),
          icon: <IconLogout size={16} stroke={1.7} />,
          onSelect: signOut,
        },
      ]}
    />
  );
}

export function LanguageMenu({ className }: { className?: string }) {
  const t = useTranslations('shell');
  const { language } = useLanguage();
  const entries = useLanguageEntries();
  return (
    <Menu
      position="top-end"
      entries={entries}
      trigger={
        <IconButton
          size="small"
          className={className}
          label={t('languageNow', { code: language.toUpperCase() })}
        >
          <span style={{ fontSize: 11.5, fontWeight: 560 }}>{language.toUpperCase()}</span>
        </IconButton>
      }
    />
  );
}
