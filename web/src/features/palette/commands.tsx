import {
  IconKeyboard,
  IconLanguage,
  IconLogout,
  IconMoon,
  IconPlus,
  IconSun,
  IconUserCircle,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useLanguage } from '@/app/language';
import { type Place, usePlaces } from '@/app/navigation';
import { useSession } from '@/app/session';
import { chooseTheme, useTheme } from '@/app/theme';
import { useChooseLanguage, useSignOut } from '@/app/UserMenu';
import { useCatalogue } from '@/catalogue';
import { wordsFor } from '@/catalogue/words';
import { sectionsFor } from '@/features/settings/sections';
import { languageNames, languages } from '@/i18n';
import { openCreate, openKeys } from './open';
import type { Rankable } from './rank';
import { useRecordCommands } from './useRecordCommands';

export type Command = Rankable & {
  /** `here`: with the record that is open, or the rows that are selected. */
  group: 'here' | 'actions' | 'goTo' | 'settings';
  icon: ReactNode;
  /** Keys that do the same without the palette. */
  keys?: string;
  /** What is asked next: a stage, a person. */
  choices?: Command[];
  /** Only found by typing, not listed before. */
  quiet?: boolean;
  /** `stay`: what it opens takes the place of the palette. */
  stays?: boolean;
  run: () => void;
};

const icon = { size: 18, stroke: 1.6, 'aria-hidden': true } as const;

/** Everything that can be done from the palette: what to make, where to go, what to switch. */
export function useCommands(): Command[] {
  const here = useRecordCommands();
  const make = useMake();
  const goTo = useGoTo();
  const settings = useSettings();
  return [...here, ...make, ...goTo, ...settings];
}

function useMake(): Command[] {
  const t = useTranslations('search');
  const list = useTranslations('list');
  const catalogue = useCatalogue();
  return useMemo(() => {
    // The usual ones first; a line item is made inside its deal.
    const order = ['company', 'contact', 'deal', 'task'];
    const at = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length);
    return catalogue.objects
      .filter((object) => object.can.create && object.parent === null)
      .sort((a, b) => at(a.key) - at(b.key))
      .map((object) => ({
        id: `new-${object.key}`,
        group: 'actions' as const,
        label: list('new', wordsFor(object)),
        keywords: [object.label, object.label_plural, object.key, t('create')],
        icon: <IconPlus {...icon} />,
        stays: true,
        run: () => openCreate(object.key),
      }));
  }, [catalogue, t, list]);
}

function useGoTo(): Command[] {
  const t = useTranslations('shell');
  const parts = useTranslations('settings.section');
  const words = useTranslations('search.words');
  const navigate = useNavigate();
  const { can } = useSession();
  const { top, records, tools } = usePlaces({ hidden: true });
  const places = [...top, ...records, ...tools];
  const go = (place: Place): Command => ({
    id: `go-${place.key}`,
    group: 'goTo',
    label: place.label,
    keywords: place.key === 'home' ? [place.key, ...words('home').split(', ')] : [place.key],
    icon: place.icon,
    keys: place.code ? `G ${place.code.replace('Key', '')}` : undefined,
    run: () => void navigate(place.link),
  });
  return [
    ...places.map(go),
    ...sectionsFor(can).map(
      (section): Command => ({
        id: `settings-${section.key}`,
        group: 'goTo',
        label: `${t('settings')}: ${parts(section.key)}`,
        keywords: [section.key, parts(section.key)],
        icon: section.icon,
        quiet: true,
        run: () => void navigate({ to: '/settings/$section', params: { section: section.key } }),
      }),
    ),
    {
      id: 'go-profile',
      group: 'goTo',
      label: t('profile'),
      keywords: ['profile', 'account', 'password'],
      icon: <IconUserCircle {...icon} />,
      run: () => void navigate({ to: '/profile' }),
    },
  ];
}

function useSettings(): Command[] {
  const t = useTranslations('shell');
  const own = useTranslations('search');
  const theme = useTheme();
  const { language } = useLanguage();
  const speak = useChooseLanguage();
  const signOut = useSignOut();
  const dark = theme === 'dark';
  return [
    {
      id: 'theme',
      group: 'settings',
      label: dark ? t('toLight') : t('toDark'),
      keywords: [t('theme'), 'theme', 'dark', 'light'],
      icon: dark ? <IconSun {...icon} /> : <IconMoon {...icon} />,
      run: () => chooseTheme(dark ? 'light' : 'dark'),
    },
    ...languages
      .filter((other) => other !== language)
      .map(
        (other): Command => ({
          id: `language-${other}`,
          group: 'settings',
          // Everybody finds his own language by its own name.
          label: languageNames[other],
          keywords: [t('language'), 'language', 'язык', 'jazyk', other],
          icon: <IconLanguage {...icon} />,
          run: () => speak(other),
        }),
      ),
    {
      id: 'keys',
      group: 'settings',
      label: own('keys'),
      keywords: ['keyboard', 'shortcuts', 'help'],
      icon: <IconKeyboard {...icon} />,
      keys: '?',
      stays: true,
      run: openKeys,
    },
    {
      id: 'out',
      group: 'settings',
      label: t('signOut'),
      keywords: ['sign out', 'log out'],
      icon: <IconLogout {...icon} />,
      run: signOut,
    },
  ];
}
