import {
  IconBell,
  IconCalendar,
  IconChartFunnel,
  IconFileImport,
  IconHome,
  IconRepeat,
  IconSettings,
  IconSquareCheck,
  IconTrash,
} from '@tabler/icons-react';
import type { LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { defaultPipeline, menuObjects, pipelinesOf, useCatalogue } from '@/catalogue';
import { ObjectIcon } from '@/catalogue/icons';
import { sectionsFor } from '@/features/settings/sections';
import { useSession } from './session';
import { arranged, useWorkspace } from './workspace';

export type Place = {
  key: string;
  label: string;
  icon: ReactNode;
  link: Pick<LinkProps, 'to' | 'params'>;
  /** The second key after G. */
  code?: string;
  /** What the address begins with while one is there. */
  under: string[];
};

const codes: Record<string, string> = {
  company: 'KeyC',
  contact: 'KeyP',
  lead: 'KeyL',
  product: 'KeyR',
};

/** Everything that the menu leads to, in the order of the workspace; with `hidden`, as it came, nothing left out. */
export function usePlaces({ hidden = false } = {}): Record<'top' | 'records' | 'tools', Place[]> {
  const t = useTranslations('shell');
  const catalogue = useCatalogue();
  const { can } = useSession();
  const menu = useWorkspace()?.menu ?? [];
  const icon = { size: 18, stroke: 1.6, 'aria-hidden': true } as const;

  const top: Place[] = [
    {
      key: 'home',
      label: t('home'),
      icon: <IconHome {...icon} />,
      link: { to: '/' },
      code: 'KeyH',
      under: [],
    },
    {
      key: 'notifications',
      label: t('notifications'),
      icon: <IconBell {...icon} />,
      link: { to: '/notifications' },
      code: 'KeyI',
      under: ['/notifications'],
    },
  ];
  if (catalogue.objects.some((object) => object.key === 'task')) {
    top.push({
      key: 'tasks',
      label: t('tasks'),
      icon: <IconSquareCheck {...icon} />,
      link: { to: '/tasks' },
      code: 'KeyT',
      under: ['/tasks'],
    });
    top.push({
      key: 'calendar',
      label: t('calendar'),
      icon: <IconCalendar {...icon} />,
      link: { to: '/calendar' },
      code: 'KeyK',
      under: ['/calendar'],
    });
  }
  const hasBoard = defaultPipeline(catalogue) !== undefined;
  const records = menuObjects(catalogue).map((object): Place => {
    const list = `/records/${object.key}`;
    const onBoard = object.key === 'deal' && hasBoard;
    const inBin = object.key === 'lead';
    const boards = pipelinesOf(catalogue, object.key).map(({ id }) => `/board/${id}`);
    return {
      key: object.key,
      label: object.label_plural,
      icon: <ObjectIcon name={object.key === 'deal' ? 'deal' : object.icon} />,
      link: onBoard
        ? { to: '/board/$pipeline', params: { pipeline: 'default' } }
        : inBin
          ? { to: '/leads' }
          : { to: '/records/$object', params: { object: object.key } },
      code: onBoard ? 'KeyD' : codes[object.key],
      under: [list, ...(onBoard ? ['/board/default'] : inBin ? ['/leads'] : []), ...boards],
    };
  });
  const tools: Place[] = [];
  if (hasBoard) {
    tools.push({
      key: 'funnel',
      label: t('funnel'),
      icon: <IconChartFunnel {...icon} />,
      link: { to: '/funnel' },
      code: 'KeyB',
      under: ['/funnel', '/objections', '/engagement'],
    });
  }
  const known = (key: string) =>
    catalogue.objects
      .find((object) => object.key === key)
      ?.fields.some((field) => field.key === 'next_purchase_on');
  if (known('company') || known('contact')) {
    tools.push({
      key: 'repeat',
      label: t('repeat'),
      icon: <IconRepeat {...icon} />,
      link: { to: '/repeat' },
      under: ['/repeat'],
    });
  }
  if (can.import) {
    tools.push({
      key: 'import',
      label: t('import'),
      icon: <IconFileImport {...icon} />,
      link: { to: '/import' },
      under: ['/import'],
    });
  }
  tools.push({
    key: 'bin',
    label: t('bin'),
    icon: <IconTrash {...icon} />,
    link: { to: '/bin' },
    under: ['/bin'],
  });
  const first = sectionsFor(can)[0];
  if (first) {
    tools.push({
      key: 'settings',
      label: t('settings'),
      icon: <IconSettings {...icon} />,
      link: { to: '/settings/$section', params: { section: first.key } },
      code: 'KeyS',
      under: ['/settings'],
    });
  }
  if (hidden) return { top, records, tools };
  return {
    top: arranged(top, menu),
    records: arranged(records, menu),
    tools: arranged(tools, menu),
  };
}

export function isHere(place: Place, path: string): boolean {
  if (place.key === 'home') return path === '/';
  return place.under.some((start) => path === start || path.startsWith(`${start}/`));
}
