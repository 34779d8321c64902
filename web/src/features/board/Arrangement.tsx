import {
  IconCalendarMonth,
  IconChevronDown,
  IconLayoutKanban,
  IconLayoutRows,
} from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { fieldOf, useObject } from '@/catalogue';
import { cx } from '@/ui/cx';
import { Menu } from '@/ui/Menu';
import classes from './Board.module.css';
import { useBoardObject } from './object';
import type { BoardSearch } from './search';

type Props = { search: BoardSearch; onChange: (patch: Partial<BoardSearch>) => void };

const icon = { size: 16, stroke: 1.7, 'aria-hidden': true } as const;

/** What the columns stand for, and whether they are cut into lanes. */
export function Arrangement({ search, onChange }: Props) {
  const t = useTranslations('board');
  const object = useObject(useBoardObject());
  const mayForecast = fieldOf(object, 'expected_close') !== undefined;
  const now = search.by === 'month' ? 'month' : search.lanes ? 'lanes' : 'stage';
  const entries = [
    {
      key: 'stage',
      label: t('arrange.stage'),
      icon: <IconLayoutKanban {...icon} />,
      patch: { by: undefined, lanes: undefined },
    },
    {
      key: 'lanes',
      label: t('arrange.lanes'),
      icon: <IconLayoutRows {...icon} />,
      patch: { by: undefined, lanes: 'owner' },
    },
    {
      key: 'month',
      label: t('arrange.month'),
      icon: <IconCalendarMonth {...icon} />,
      patch: { by: 'month', lanes: undefined },
    },
  ] as const;
  return (
    <Menu
      trigger={
        <button type="button" className={cx(classes.chip, now !== 'stage' && classes.chipOn)}>
          {t(`arrange.${now}`)}
          <IconChevronDown size={14} aria-hidden />
        </button>
      }
      entries={entries
        .filter((entry) => entry.key !== 'month' || mayForecast)
        .map(({ patch, ...entry }) => ({
          ...entry,
          checked: entry.key === now,
          onSelect: () => onChange(patch),
        }))}
    />
  );
}
