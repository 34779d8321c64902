import { IconArrowDown, IconArrowUp, IconChevronDown } from '@tabler/icons-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ObjectType } from '@/api/types';
import { KindIcon, ObjectIcon } from '@/catalogue/icons';
import { kindOf } from '@/fields';
import { Checkbox } from '@/ui/Checkbox';
import { cx } from '@/ui/cx';
import type { Column } from '../columns';
import { usualWidth } from '../columns';
import type { Sort } from '../sort';
import type { GridActions } from './actions';
import { ColumnMenu } from './ColumnMenu';
import type { Selection } from './Grid';
import classes from './Grid.module.css';
import { clampWidth, STEP } from './width';

export type HeadProps = {
  object: ObjectType;
  columns: Column[];
  lefts: number[];
  sorts: Sort[];
  selection: Selection;
  count: number;
  actions: GridActions;
  /** The width while an edge is being dragged. */
  onLive: (live: { key: string; width: number } | null) => void;
  /** Words for a screen reader: what a key did to a column. */
  onSay: (text: string) => void;
};

export function GridHead(props: HeadProps) {
  const { columns, lefts, sorts, selection, count, object, actions } = props;
  const t = useTranslations('list');
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<{ key: string; after: boolean } | null>(null);
  const [menu, setMenu] = useState<string | null>(null);
  const some = selection.all || selection.ids.size > 0;

  const onKeyDown = (event: KeyboardEvent, column: Column, index: number) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (event.key === 'ContextMenu' || (event.key === 'ArrowDown' && event.altKey)) {
      event.preventDefault();
      // A menu closes at a key outside of it; this key is still on its way.
      setTimeout(() => setMenu(column.field.key));
    } else if (by && event.altKey && event.shiftKey) {
      event.preventDefault();
      const width = clampWidth(column.width + by * STEP);
      actions.onResize(column.field.key, width);
      props.onSay(t('widthIs', { field: column.field.label, width }));
    } else if (by && event.altKey && index > 0) {
      event.preventDefault();
      const place = Math.min(columns.length - 1, Math.max(1, index + by));
      actions.onMoveColumn(column.field.key, place);
      props.onSay(t('columnAt', { field: column.field.label, place: place + 1 }));
    } else if (by && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      const heads = (event.currentTarget as HTMLElement)
        .closest('[role="row"]')
        ?.querySelectorAll<HTMLElement>('[data-head]');
      heads?.[index + by]?.focus();
    }
  };

  return (
    <div className={classes.head} role="row" aria-rowindex={1}>
      {columns.map((column, index) => {
        const { field } = column;
        const place = sorts.findIndex((sort) => sort.field === field.key);
        const sort = sorts[place];
        const left = lefts[index] ?? -1;
        const drop = over?.key === field.key && dragged && dragged !== field.key ? over : null;
        return (
          <div
            key={field.key}
            role="columnheader"
            aria-colindex={index + 1}
            aria-sort={sort ? (sort.down ? 'descending' : 'ascending') : undefined}
            className={cx(
              classes.headCell,
              left >= 0 && classes.pinned,
              index === 0 && classes.frozen,
              kindOf(field).align === 'end' && classes.end,
              drop && (drop.after ? classes.dropAfter : classes.dropHere),
            )}
            style={left > 0 ? { insetInlineStart: left } : undefined}
            onContextMenu={(event) => {
              event.preventDefault();
              setMenu(field.key);
            }}
            onDragOver={(event) => {
              if (!dragged || index === 0) return;
              event.preventDefault();
              const box = event.currentTarget.getBoundingClientRect();
              setOver({ key: field.key, after: event.clientX > box.left + box.width / 2 });
            }}
            onDrop={(event) => {
              event.preventDefault();
              if (!dragged || dragged === field.key || index === 0) return;
              const from = columns.findIndex((other) => other.field.key === dragged);
              const to = index + (over?.after ? 1 : 0);
              actions.onMoveColumn(dragged, from < to ? to - 1 : to);
            }}
          >
            {index === 0 && (
              <Checkbox
                className={classes.checkAll}
                checked={selection.all || (count > 0 && selection.ids.size === count)}
                partly={some && !selection.all && selection.ids.size < count}
                label={t('selectAll')}
                onChange={(checked) => actions.onSelectAll(checked)}
              />
            )}
            <button
              type="button"
              data-head
              className={classes.sort}
              aria-disabled={!field.sortable || undefined}
              aria-keyshortcuts="Alt+ArrowLeft Alt+ArrowRight Alt+Shift+ArrowLeft Alt+Shift+ArrowRight Alt+ArrowDown"
              tabIndex={index === 0 ? 0 : -1}
              draggable={index > 0}
              title={column.link ? `${column.link.label}: ${field.label}` : field.label}
              onKeyDown={(event) => onKeyDown(event, column, index)}
              onClick={(event) => field.sortable && actions.onSort(field, event.shiftKey)}
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
              <span className={classes.headText}>
                {column.link && <span className={classes.through}>{column.link.label} · </span>}
                {field.label}
              </span>
              {sort &&
                (sort.down ? (
                  <IconArrowDown size={13} className={classes.arrow} aria-hidden />
                ) : (
                  <IconArrowUp size={13} className={classes.arrow} aria-hidden />
                ))}
              {sort && sorts.length > 1 && <span className={classes.order}>{place + 1}</span>}
            </button>
            {menu === field.key ? (
              <ColumnMenu
                column={column}
                index={index}
                last={columns.length - 1}
                sort={sort}
                actions={actions}
                onClose={() => setMenu(null)}
              />
            ) : (
              <button
                type="button"
                tabIndex={-1}
                className={classes.headMenu}
                aria-label={t('columnMenu', { field: field.label })}
                aria-haspopup="menu"
                onClick={() => setMenu(field.key)}
              >
                <IconChevronDown size={14} aria-hidden />
              </button>
            )}
            <Edge {...props} column={column} index={index} />
          </div>
        );
      })}
    </div>
  );
}

/** The edge of a column: dragged to make it wider or narrower, double click for its usual width. */
function Edge({ column, index, actions, onLive }: HeadProps & { column: Column; index: number }) {
  const start = useRef<{ x: number; width: number } | null>(null);
  const { key } = column.field;
  const width = (x: number) =>
    clampWidth((start.current?.width ?? 0) + x - (start.current?.x ?? 0));
  return (
    <span
      className={classes.edge}
      data-edge
      aria-hidden
      onPointerDown={(event) => {
        event.preventDefault();
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { x: event.clientX, width: column.width };
      }}
      onPointerMove={(event) => start.current && onLive({ key, width: width(event.clientX) })}
      onPointerUp={(event) => {
        if (start.current && start.current.x !== event.clientX)
          actions.onResize(key, width(event.clientX));
        start.current = null;
        onLive(null);
      }}
      onDoubleClick={() => actions.onResize(key, usualWidth(column, index))}
    />
  );
}
