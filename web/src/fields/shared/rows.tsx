import { IconPlus, IconStar, IconStarFilled, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Button, IconButton } from '@/ui/Button';
import { cx } from '@/ui/cx';
import classes from './shared.module.css';

type Row = { primary?: boolean };

type Props<T extends Row> = {
  rows: T[];
  blank: T;
  onChange: (rows: T[]) => void;
  addLabel: string;
  /** True once the last one says something: only then another can be added. */
  canAdd: boolean;
  inline?: boolean;
  children: (row: T, change: (next: Partial<T>) => void, index: number) => ReactNode;
};

/** Several of the same (phones, e-mails, addresses): one of them is the main one. */
export function Rows<T extends Row>({
  rows,
  blank,
  onChange,
  addLabel,
  canAdd,
  inline,
  children,
}: Props<T>) {
  const t = useTranslations('fields');
  const list = rows.length > 0 ? rows : [blank];
  const main = Math.max(
    0,
    list.findIndex((row) => row.primary),
  );
  const set = (next: T[]) => onChange(next);
  return (
    <div className={cx(classes.stack, inline && classes.inline)}>
      {list.map((row, index) => (
        <div key={index} className={classes.row}>
          {children(
            row,
            (next) => set(list.map((other, at) => (at === index ? { ...other, ...next } : other))),
            index,
          )}
          {list.length > 1 && (
            <IconButton
              size="small"
              label={index === main ? t('isMain') : t('makeMain')}
              aria-pressed={index === main}
              onClick={() => set(list.map((other, at) => ({ ...other, primary: at === index })))}
            >
              {index === main ? <IconStarFilled size={14} /> : <IconStar size={14} />}
            </IconButton>
          )}
          {(list.length > 1 || rows.length > 0) && (
            <IconButton
              size="small"
              label={t('removeRow')}
              onClick={() => set(list.filter((_, at) => at !== index))}
            >
              <IconX size={14} />
            </IconButton>
          )}
        </div>
      ))}
      {canAdd && (
        <div>
          <Button
            size="small"
            look="quiet"
            icon={<IconPlus size={14} />}
            onClick={() => set([...list, blank])}
          >
            {addLabel}
          </Button>
        </div>
      )}
    </div>
  );
}
