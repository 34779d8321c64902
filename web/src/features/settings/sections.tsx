import {
  IconArrowsSplit,
  IconBriefcase,
  IconCalculator,
  IconClockHour4,
  IconCoins,
  IconForms,
  IconLayoutKanban,
  IconMessages,
  IconShieldLock,
  IconTemplate,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { Session } from '@/api/types';
import type { SectionKey } from './search';

const icon = { size: 17, stroke: 1.6, 'aria-hidden': true } as const;

const all: { key: SectionKey; icon: ReactElement; may: (can: Session['can']) => boolean }[] = [
  { key: 'workspace', icon: <IconBriefcase {...icon} />, may: (can) => can.administer },
  { key: 'people', icon: <IconUsers {...icon} />, may: (can) => can.manage_users },
  { key: 'teams', icon: <IconUsersGroup {...icon} />, may: (can) => can.manage_users },
  {
    key: 'working-time',
    icon: <IconClockHour4 {...icon} />,
    may: (can) => can.manage_users,
  },
  { key: 'roles', icon: <IconShieldLock {...icon} />, may: (can) => can.administer },
  {
    key: 'pipelines',
    icon: <IconLayoutKanban {...icon} />,
    may: (can) => can.manage_pipelines,
  },
  {
    key: 'distribution',
    icon: <IconArrowsSplit {...icon} />,
    may: (can) => can.manage_pipelines,
  },
  {
    key: 'scripts',
    icon: <IconMessages {...icon} />,
    may: (can) => can.manage_pipelines,
  },
  {
    key: 'calculations',
    icon: <IconCalculator {...icon} />,
    may: (can) => can.manage_catalogue,
  },
  { key: 'rates', icon: <IconCoins {...icon} />, may: (can) => can.manage_catalogue },
  { key: 'fields', icon: <IconForms {...icon} />, may: (can) => can.manage_catalogue },
  { key: 'setups', icon: <IconTemplate {...icon} />, may: (can) => can.administer },
];

/** The parts of the settings that this person may change. */
export function sectionsFor(can: Session['can']) {
  return all.filter((section) => section.may(can));
}
