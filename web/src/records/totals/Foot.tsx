import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { FieldValue } from '@/api/types';
import { kindOf, type Shown } from '@/fields';
import { cx as join } from '@/ui/cx';
import { OpenMenu } from '@/ui/OpenMenu';
import type { Column } from '../columns';
import grid from '../grid/Grid.module.css';
import type { Total } from '../views/state';
import classes from './Foot.module.css';
import { totalsFor } from './offered';
import { useTotalText } from './useTotalText';

type Props = {
  columns: Column[];
  totals: Record<string, Total>;
  figures: Record<string, FieldValue>;
  /** Said below the names: how many records there are. */
  count: string;
  cx: Shown;
  rowIndex: number;
  onChange: (path: string, total: Total | null) => void;
};

/** The line below the table: under every column the figure that was chosen for it. */
export function Foot({ columns, totals, figures, count, cx, rowIndex, onChange }: Props) {
  const t = useTranslations('list');
  const words = useTotalText(cx);
  const [opened, setOpened] = useState<string | null>(null);
  let left = 0;
  return (
    <div role="row" aria-rowindex={rowIndex} className={join(grid.footRow)}>
      {columns.map((column, index) => {
        const { field } = column;
        const at = index === 0 || column.pinned ? left : -1;
        if (at >= 0) left += column.width;
        const total = totals[field.key];
        const name = total && t(`total.${total}`);
        const button = (
          <button
            type="button"
            className={join(classes.choose, !total && classes.idle)}
            aria-label={
              total
                ? t('totalOf', {
                    total: name ?? '',
                    field: field.label,
                    value: words(total, field, figures[field.key]),
                  })
                : t('addTotal', { field: field.label })
            }
            aria-haspopup="menu"
            onClick={() => setOpened(field.key)}
          >
            {total ? (
              <>
                <span className={classes.name}>{name}</span>{' '}
                <b className={classes.figure}>{words(total, field, figures[field.key])}</b>
              </>
            ) : (
              <>
                <span>{t('calculate')}</span>
                <IconChevronDown size={13} aria-hidden />
              </>
            )}
          </button>
        );
        return (
          <div
            key={field.key}
            role="gridcell"
            aria-colindex={index + 1}
            className={join(
              grid.footCell,
              at >= 0 && grid.pinned,
              index > 0 && kindOf(field).align === 'end' && grid.end,
            )}
            style={at > 0 ? { insetInlineStart: at } : undefined}
          >
            {index === 0 ? (
              <span className={classes.count}>{count}</span>
            ) : opened === field.key ? (
              <OpenMenu
                onClose={() => setOpened(null)}
                position="top-start"
                trigger={button}
                entries={[
                  ...totalsFor(field).map((option) => ({
                    key: option,
                    label: t(`total.${option}`),
                    checked: option === total,
                    onSelect: () => onChange(field.key, option),
                  })),
                  ...(total
                    ? [
                        { key: 'line', divider: true as const },
                        {
                          key: 'none',
                          label: t('noTotal'),
                          onSelect: () => onChange(field.key, null),
                        },
                      ]
                    : []),
                ]}
              />
            ) : (
              button
            )}
          </div>
        );
      })}
    </div>
  );
}
