import { IconChevronDown, IconChevronUp, IconColumns3 } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ObjectType } from '@/api/types';
import { fieldOf } from '@/catalogue';
import { KindIcon } from '@/catalogue/icons';
import { Button, IconButton } from '@/ui/Button';
import { Checkbox } from '@/ui/Checkbox';
import { Drop } from '@/ui/Drop';
import { columnFields } from './columns';
import classes from './List.module.css';

type Props = {
  object: ObjectType;
  chosen: string[];
  onChange: (chosen: string[] | undefined) => void;
};

/** Which columns to show, and in which order. */
export function ColumnsMenu({ object, chosen, onChange }: Props) {
  const t = useTranslations('list');
  const [opened, setOpened] = useState(false);
  const rest = columnFields(object).filter((field) => !chosen.includes(field.key));
  const move = (key: string, by: number) => {
    const list = chosen.filter((other) => other !== key);
    list.splice(Math.max(0, chosen.indexOf(key) + by), 0, key);
    onChange(list);
  };
  return (
    <Drop
      opened={opened}
      onClose={() => setOpened(false)}
      target={
        <Button
          className={classes.tool}
          icon={<IconColumns3 size={15} stroke={1.7} aria-hidden />}
          aria-haspopup="dialog"
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          {t('columns')}
        </Button>
      }
    >
      <ul className={classes.columns}>
        {chosen.map((key, index) => {
          const field = fieldOf(object, key);
          if (!field) return null;
          return (
            <li key={key} className={classes.columnRow}>
              <label className={classes.columnName}>
                <Checkbox
                  checked
                  label={field.label}
                  onChange={() => onChange(chosen.filter((other) => other !== key))}
                />
                <KindIcon kind={field.kind} />
                <span>{field.label}</span>
              </label>
              <span className={classes.arrows}>
                <IconButton
                  size="small"
                  label={t('moveUp', { field: field.label })}
                  disabled={index === 0}
                  onClick={() => move(key, -1)}
                >
                  <IconChevronUp size={14} />
                </IconButton>
                <IconButton
                  size="small"
                  label={t('moveDown', { field: field.label })}
                  disabled={index === chosen.length - 1}
                  onClick={() => move(key, 1)}
                >
                  <IconChevronDown size={14} />
                </IconButton>
              </span>
            </li>
          );
        })}
        {rest.length > 0 && chosen.length > 0 && <li className={classes.line} aria-hidden />}
        {rest.map((field) => (
          <li key={field.key} className={classes.columnRow}>
            <label className={classes.columnName}>
              <Checkbox
                checked={false}
                label={field.label}
                onChange={() => onChange([...chosen, field.key])}
              />
              <KindIcon kind={field.kind} />
              <span>{field.label}</span>
            </label>
          </li>
        ))}
      </ul>
      <div className={classes.columnsFoot}>
        <Button size="small" look="quiet" onClick={() => onChange(undefined)}>
          {t('usualColumns')}
        </Button>
      </div>
    </Drop>
  );
}
