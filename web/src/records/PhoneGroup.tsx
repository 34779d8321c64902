import { IconChevronRight } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import type { Field } from '@/api/types';
import type { Shown } from '@/fields';
import { cx as join } from '@/ui/cx';
import { shownKey, usePeriodOf } from './grid/GroupRow';
import classes from './PhoneRows.module.css';
import type { GroupLine } from './rows/types';

type Props = { line: GroupLine; field: Field | undefined; cx: Shown; onToggle: () => void };

/** The head of a group on a phone: its value and how many records it has; a tap opens and closes it. */
export function PhoneGroup({ line, field, cx, onToggle }: Props) {
  const t = useTranslations('list');
  const { group, opened } = line;
  const period = usePeriodOf(group, cx);
  const value = field && (period ?? shownKey(field, group.key, cx));
  return (
    <button type="button" className={classes.group} aria-expanded={opened} onClick={onToggle}>
      <IconChevronRight
        size={16}
        stroke={2}
        aria-hidden
        className={join(classes.turn, opened && classes.turned)}
      />
      <span className={classes.groupValue}>{value || t('noValue')}</span>
      <span className={classes.groupCount}>{cx.format.number(group.count)}</span>
    </button>
  );
}
