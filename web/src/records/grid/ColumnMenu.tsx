import {
  IconArrowAutofitWidth,
  IconArrowDown,
  IconArrowLeft,
  IconArrowRight,
  IconArrowUp,
  IconChevronDown,
  IconEyeOff,
  IconFilter,
  IconPin,
  IconPinnedOff,
  IconStack2,
  IconViewportNarrow,
} from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import type { MenuEntry } from '@/ui/Menu';
import { OpenMenu } from '@/ui/OpenMenu';
import type { Column } from '../columns';
import type { Sort } from '../sort';
import type { GridActions } from './actions';
import classes from './Grid.module.css';
import { clampWidth, STEP } from './width';

type Props = {
  column: Column;
  index: number;
  last: number;
  sort: Sort | undefined;
  actions: GridActions;
  onClose: () => void;
};

/** Everything that can be done with a column, for those who do not drag. */
export function ColumnMenu({ column, index, last, sort, actions, onClose }: Props) {
  const t = useTranslations('list');
  const { field, pinned } = column;
  const icon = { size: 15, stroke: 1.7, 'aria-hidden': true } as const;
  const isTitle = index === 0;
  const entries: (MenuEntry | false)[] = [
    field.sortable && {
      key: 'up',
      label: t('sortUp'),
      icon: <IconArrowUp {...icon} />,
      checked: sort ? !sort.down : undefined,
      onSelect: () => actions.onSortTo(field, false),
    },
    field.sortable && {
      key: 'down',
      label: t('sortDown'),
      icon: <IconArrowDown {...icon} />,
      checked: sort ? sort.down : undefined,
      onSelect: () => actions.onSortTo(field, true),
    },
    field.operators.length > 0 && {
      key: 'filter',
      label: t('filterBy'),
      icon: <IconFilter {...icon} />,
      onSelect: () => actions.onFilterBy(field),
    },
    field.groupable &&
      !isTitle && {
        key: 'group',
        label: t('groupByThis'),
        icon: <IconStack2 {...icon} />,
        onSelect: () => actions.onGroup(field),
      },
    !isTitle && { key: 'line', divider: true as const },
    !isTitle && {
      key: 'pin',
      label: pinned ? t('unpin') : t('pin'),
      icon: pinned ? <IconPinnedOff {...icon} /> : <IconPin {...icon} />,
      onSelect: () => actions.onPin(field.key, !pinned),
    },
    !isTitle && {
      key: 'left',
      label: t('moveLeft'),
      icon: <IconArrowLeft {...icon} />,
      shortcut: 'Alt ←',
      disabled: index === 1,
      onSelect: () => actions.onMoveColumn(field.key, index - 1),
    },
    !isTitle && {
      key: 'right',
      label: t('moveRight'),
      icon: <IconArrowRight {...icon} />,
      shortcut: 'Alt →',
      disabled: index === last,
      onSelect: () => actions.onMoveColumn(field.key, index + 1),
    },
    {
      key: 'wider',
      label: t('wider'),
      icon: <IconArrowAutofitWidth {...icon} />,
      shortcut: 'Alt ⇧ →',
      keepOpen: true,
      onSelect: () => actions.onResize(field.key, clampWidth(column.width + STEP)),
    },
    {
      key: 'narrower',
      label: t('narrower'),
      icon: <IconViewportNarrow {...icon} />,
      shortcut: 'Alt ⇧ ←',
      keepOpen: true,
      onSelect: () => actions.onResize(field.key, clampWidth(column.width - STEP)),
    },
    !isTitle && {
      key: 'hide',
      label: t('hideColumn'),
      icon: <IconEyeOff {...icon} />,
      onSelect: () => actions.onHide(field.key),
    },
  ];
  return (
    <OpenMenu
      onClose={onClose}
      position="bottom-start"
      trigger={
        <button
          type="button"
          tabIndex={-1}
          className={classes.headMenu}
          data-opened
          aria-label={t('columnMenu', { field: field.label })}
        >
          <IconChevronDown size={14} aria-hidden />
        </button>
      }
      entries={entries.filter((entry): entry is MenuEntry => entry !== false)}
    />
  );
}
