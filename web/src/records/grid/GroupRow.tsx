import { IconChevronRight } from '@tabler/icons-react';
import { memo, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { Field, FieldValue } from '@/api/types';
import { isEmpty, kindOf, type Shown, showValue } from '@/fields';
import { cx as join } from '@/ui/cx';
import type { Column } from '../columns';
import { periodText } from '../rows/period';
import type { Group, GroupLine } from '../rows/types';
import { useTotalText } from '../totals/useTotalText';
import type { Total } from '../views/state';
import classes from './Grid.module.css';

type Props = {
  id: string;
  index: number;
  top: number;
  line: GroupLine;
  field: Field | undefined;
  columns: Column[];
  lefts: number[];
  totals: Record<string, Total>;
  cx: Shown;
  cursor: number;
};

/** The head of a group: its value, how many records it has, and its figures below their columns. */
export const GroupRow = memo(function GroupRow(props: Props) {
  const { id, index, top, line, field, columns, lefts, totals, cx, cursor } = props;
  const t = useTranslations('list');
  const words = useTotalText(cx);
  const { group, opened } = line;
  const period = usePeriodOf(group, cx);
  const value = field && (period ?? shownKey(field, group.key, cx));
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      data-row={index}
      className={join(classes.row, classes.group)}
      style={{ transform: `translateY(${top}px)` }}
    >
      {columns.map((column, at) => {
        const left = lefts[at] ?? -1;
        const total = totals[column.field.key];
        return (
          <div
            key={column.field.key}
            id={`${id}-${index}-${at}`}
            role="gridcell"
            aria-colindex={at + 1}
            aria-expanded={at === 0 ? opened : undefined}
            data-column={at}
            data-toggle={at === 0 || undefined}
            className={join(
              classes.cell,
              left >= 0 && classes.pinned,
              at === 0 && classes.groupHead,
              at > 0 && kindOf(column.field).align === 'end' && classes.end,
              cursor === at && classes.here,
            )}
            style={left > 0 ? { insetInlineStart: left } : undefined}
          >
            {at === 0 ? (
              <>
                <IconChevronRight
                  size={15}
                  stroke={2}
                  aria-hidden
                  className={join(classes.turn, opened && classes.turned)}
                />
                <span className={classes.groupValue}>
                  {value || <span className={classes.none}>{t('noValue')}</span>}
                </span>
                <span className={classes.groupCount}>{cx.format.number(group.count)}</span>
              </>
            ) : (
              total && (
                <span className={classes.groupFigure}>
                  {words(total, column.field, group.figures[column.field.key])}
                </span>
              )
            )}
          </div>
        );
      })}
    </div>
  );
});

/** The stretch of time that a group is, in words; nothing of other groups. */
export function usePeriodOf({ period, key }: Group, cx: Shown): string | undefined {
  const t = useTranslations('list');
  return period && typeof key === 'string' ? periodText(key, period, cx.format, t) : undefined;
}

export function shownKey(field: Field, value: FieldValue, cx: Shown): ReactNode {
  if (isEmpty(value)) return null;
  return showValue({ field, value, cx, inTable: true });
}
