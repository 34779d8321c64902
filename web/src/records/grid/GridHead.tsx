import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Field, ObjectType } from '@/api/types';
import { KindIcon, ObjectIcon } from '@/catalogue/icons';
import { kindOf } from '@/fields';
import { Checkbox } from '@/ui/Checkbox';
import { cx } from '@/ui/cx';
import type { Sort } from '../sort';
import { type Selection, widthOf } from './Grid';
import classes from './Grid.module.css';

type Props = {
  object: ObjectType;
  columns: Field[];
  widths: Record<string, number>;
  sorts: Sort[];
  onSort: (field: Field, more: boolean) => void;
  onResize: (field: Field, width: number, done: boolean) => void;
  onMoveColumn: (from: string, to: string) => void;
  selection: Selection;
  onSelectAll: (all: boolean) => void;
  count: number;
};

export function GridHead(props: Props) {
  const { columns, sorts, selection, onSelectAll, count, object } = props;
  const t = useTranslations('list');
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const some = selection.all || selection.ids.size > 0;
  return (
    <div className={classes.head} role="row" aria-rowindex={1}>
      {columns.map((field, index) => {
        const place = sorts.findIndex((sort) => sort.field === field.key);
        const sort = sorts[place];
        return (
          <div
            key={field.key}
            role="columnheader"
            aria-colindex={index + 1}
            aria-sort={sort ? (sort.down ? 'descending' : 'ascending') : undefined}
            className={cx(
              classes.headCell,
              index === 0 && classes.frozen,
              kindOf(field).align === 'end' && classes.end,
              over === field.key && dragged !== field.key && classes.dropHere,
            )}
            onDragOver={(event) => {
              if (!dragged || index === 0) return;
              event.preventDefault();
              setOver(field.key);
            }}
            onDrop={(event) => {
              event.preventDefault();
              if (dragged && dragged !== field.key && index > 0)
                props.onMoveColumn(dragged, field.key);
            }}
          >
            {index === 0 && (
              <Checkbox
                className={classes.checkAll}
                checked={selection.all || (count > 0 && selection.ids.size === count)}
                partly={some && !selection.all && selection.ids.size < count}
                label={t('selectAll')}
                onChange={(checked) => onSelectAll(checked)}
              />
            )}
            <button
              type="button"
              className={classes.sort}
              disabled={!field.sortable}
              draggable={index > 0}
              title={field.label}
              onClick={(event) => props.onSort(field, event.shiftKey)}
              onDragStart={(event) => {
                event.dataTransfer.effectAllowed = 'move';
                event.dataTransfer.setData('text/plain', field.key);
                setDragged(field.key);
              }}
              onDragEnd={() => {
                setDragged(null);
                setOver(null);
              }}
            >
              <span className={classes.headIcon}>
                {index === 0 ? (
                  <ObjectIcon name={object.key === 'deal' ? 'deal' : object.icon} size={15} />
                ) : (
                  <KindIcon kind={field.kind} />
                )}
              </span>
              <span className={classes.headText}>{field.label}</span>
              {sort &&
                (sort.down ? (
                  <IconArrowDown size={13} className={classes.arrow} aria-hidden />
                ) : (
                  <IconArrowUp size={13} className={classes.arrow} aria-hidden />
                ))}
              {sort && sorts.length > 1 && <span className={classes.order}>{place + 1}</span>}
            </button>
            <Edge {...props} field={field} index={index} />
          </div>
        );
      })}
    </div>
  );
}

/** The edge of a column: dragged to make it wider or narrower, double click for its usual width. */
function Edge({ field, index, widths, onResize }: Props & { field: Field; index: number }) {
  const start = useRef<{ x: number; width: number } | null>(null);
  const width = (x: number) =>
    Math.round(
      Math.min(640, Math.max(72, (start.current?.width ?? 0) + x - (start.current?.x ?? 0))),
    );
  return (
    <span
      className={classes.edge}
      aria-hidden
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { x: event.clientX, width: widthOf(field, index, widths) };
      }}
      onPointerMove={(event) => start.current && onResize(field, width(event.clientX), false)}
      onPointerUp={(event) => {
        if (start.current) onResize(field, width(event.clientX), true);
        start.current = null;
      }}
      onDoubleClick={() => onResize(field, 0, true)}
    />
  );
}
