import {
  IconArrowDown,
  IconArrowsSort,
  IconArrowUp,
  IconChevronDown,
  IconChevronUp,
  IconX,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ObjectType } from '@/api/types';
import { useCatalogue } from '@/catalogue';
import { KindIcon } from '@/catalogue/icons';
import { Button, IconButton } from '@/ui/Button';
import { Drop } from '@/ui/Drop';
import { Picker } from '@/ui/Picker';
import { linkedColumns } from './columnOptions';
import { columnOf } from './columns';
import classes from './List.module.css';
import type { Sort } from './sort';

type Props = {
  object: ObjectType;
  sorts: Sort[];
  onChange: (sorts: Sort[]) => void;
};

/** What the server takes. */
const MOST = 4;

/** The order: one field after the other, each up or down. */
export function SortMenu({ object, sorts, onChange }: Props) {
  const t = useTranslations('list');
  const catalogue = useCatalogue();
  const [opened, setOpened] = useState(false);
  const labelOf = (path: string) => {
    const column = columnOf(catalogue, object, { field: path });
    if (!column) return path;
    return column.link ? `${column.link.label}: ${column.field.label}` : column.field.label;
  };
  const first = sorts[0];
  const label = first
    ? sorts.length > 1
      ? t('sortedByMore', { field: labelOf(first.field), count: sorts.length - 1 })
      : t('sortedBy', { field: labelOf(first.field) })
    : t('sort');
  const swap = (index: number, by: number) => {
    const next = [...sorts];
    const [one] = next.splice(index, 1);
    if (one) next.splice(index + by, 0, one);
    onChange(next);
  };
  const free = (path: string) => !sorts.some((sort) => sort.field === path);
  const own = object.fields
    .filter((field) => field.sortable && free(field.key))
    .map((field) => ({ id: field.key, field, through: undefined as string | undefined }));
  const linked = linkedColumns(catalogue, object)
    .filter(({ field }) => field.sortable && free(field.key))
    .map(({ field, link }) => ({ id: field.key, field, through: link?.label }));
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
          {sorts.map((sort, index) => (
            <li key={sort.field} className={classes.sortRow}>
              <span className={classes.sortName}>{labelOf(sort.field)}</span>
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
              {sorts.length > 1 && (
                <>
                  <IconButton
                    size="small"
                    label={t('moveUp', { field: labelOf(sort.field) })}
                    disabled={index === 0}
                    onClick={() => swap(index, -1)}
                  >
                    <IconChevronUp size={14} />
                  </IconButton>
                  <IconButton
                    size="small"
                    label={t('moveDown', { field: labelOf(sort.field) })}
                    disabled={index === sorts.length - 1}
                    onClick={() => swap(index, 1)}
                  >
                    <IconChevronDown size={14} />
                  </IconButton>
                </>
              )}
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
      {sorts.length < MOST && (
        <Picker
          label={t('sort')}
          placeholder={sorts.length > 0 ? t('thenBy') : t('sortBy')}
          options={[...own, ...linked].map(({ id, field, through }) => ({
            id,
            label: through ? `${through} ${field.label}` : field.label,
            shown: field.label,
            group: through,
            icon: <KindIcon kind={field.kind} />,
          }))}
          onPick={(field) => onChange([...sorts, { field, down: false }])}
        />
      )}
    </Drop>
  );
}
