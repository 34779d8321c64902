import { IconArrowDown, IconArrowsSort, IconArrowUp, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ObjectType } from '@/api/types';
import { fieldOf } from '@/catalogue';
import { KindIcon } from '@/catalogue/icons';
import { Button, IconButton } from '@/ui/Button';
import { Drop } from '@/ui/Drop';
import { Picker } from '@/ui/Picker';
import classes from './List.module.css';
import type { Sort } from './sort';

type Props = { object: ObjectType; sorts: Sort[]; onChange: (sorts: Sort[]) => void };

export function SortMenu({ object, sorts, onChange }: Props) {
  const t = useTranslations('list');
  const [opened, setOpened] = useState(false);
  const first = sorts[0] && fieldOf(object, sorts[0].field);
  const label = first
    ? sorts.length > 1
      ? t('sortedByMore', { field: first.label, count: sorts.length - 1 })
      : t('sortedBy', { field: first.label })
    : t('sort');
  return (
    <Drop
      opened={opened}
      onClose={() => setOpened(false)}
      target={
        <Button
          className={classes.tool}
          icon={<IconArrowsSort size={15} stroke={1.7} aria-hidden />}
          aria-haspopup="dialog"
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          {label}
        </Button>
      }
    >
      {sorts.length > 0 && (
        <ul className={classes.sorts}>
          {sorts.map((sort) => (
            <li key={sort.field} className={classes.sortRow}>
              <span className={classes.sortName}>
                {fieldOf(object, sort.field)?.label ?? sort.field}
              </span>
              <Button
                size="small"
                look="quiet"
                icon={sort.down ? <IconArrowDown size={14} /> : <IconArrowUp size={14} />}
                onClick={() =>
                  onChange(
                    sorts.map((other) => (other === sort ? { ...sort, down: !sort.down } : other)),
                  )
                }
              >
                {sort.down ? t('descending') : t('ascending')}
              </Button>
              <IconButton
                size="small"
                label={t('removeSort')}
                onClick={() => onChange(sorts.filter((other) => other !== sort))}
              >
                <IconX size={14} />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      <Picker
        label={t('sort')}
        placeholder={t('sortBy')}
        options={object.fields
          .filter((field) => field.sortable && !sorts.some((sort) => sort.field === field.key))
          .map((field) => ({
            id: field.key,
            label: field.label,
            icon: <KindIcon kind={field.kind} />,
          }))}
        onPick={(field) => onChange([...sorts, { field, down: false }])}
      />
    </Drop>
  );
}
