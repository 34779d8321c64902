import {
  memo,
  type ReactNode,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Field, FieldValue, ObjectType, Rec } from '@/api/types';
import { kindOf, type Shown } from '@/fields';
import { type Move, mayEditField } from '../EditInPlace';
import type { Sort } from '../sort';
import type { Rows } from '../useWindow';
import classes from './Grid.module.css';
import { GridHead } from './GridHead';
import { GridRow } from './GridRow';
import { useGridKeys } from './useGridKeys';
import { useRowWindow } from './useRowWindow';

export type Cell = { row: number; column: number };
export type Editing = Cell & { id: string; typed?: string };

export type Selection = {
  /** The whole filtered set. */
  all: boolean;
  ids: ReadonlySet<string>;
};

type Props = {
  object: ObjectType;
  /** The frozen title first. */
  columns: Field[];
  widths: Record<string, number>;
  rows: Rows;
  /** Called with the rows in sight, so that the right pages are fetched. */
  onSight: (first: number, last: number) => void;
  cx: Shown;
  sorts: Sort[];
  onSort: (field: Field, more: boolean) => void;
  onResize: (field: Field, width: number, done: boolean) => void;
  onMoveColumn: (from: string, to: string) => void;
  selection: Selection;
  onSelect: (row: number, range: boolean) => void;
  onSelectAll: (all: boolean) => void;
  openId?: string;
  onOpen: (record: Rec, row: number) => void;
  onSave: (record: Rec, field: Field, value: FieldValue) => void;
  label: string;
  empty?: ReactNode;
};

export const ROW = 38;
export const HEAD = 34;
const FIRST = 260;

export const Grid = memo(function Grid(props: Props) {
  const { columns, widths, rows, onSight, cx, selection, openId, onOpen, onSave, object } = props;
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  const [cursor, setCursor] = useState<Cell | null>(null);
  const [editing, setEditing] = useState<Editing | null>(null);
  const gridId = useId();
  const count = rows.count ?? 0;
  const view = useRowWindow(scroller, count, ROW, HEAD);

  useEffect(() => {
    onSight(view.first, view.last);
  }, [view.first, view.last, onSight]);

  const latest = useRef(props);
  latest.current = props;

  const edit = useCallback(
    (cell: Cell, typed?: string) => {
      const field = columns[cell.column];
      const record = rows.at(cell.row);
      if (!field || !record || !mayEditField(record, field)) return;
      if (typed !== undefined && !kindOf(field).typeToEdit) return;
      setEditing({ ...cell, id: record.id, typed });
    },
    [columns, rows],
  );

  const moveTo = useCallback(
    (row: number, column: number) => {
      if (count === 0) return;
      const next = {
        row: Math.min(count - 1, Math.max(0, row)),
        column: Math.min(columns.length - 1, Math.max(0, column)),
      };
      setCursor(next);
      view.scrollTo(next.row);
      revealColumn(scroller, next.column);
    },
    [count, columns.length, view, scroller],
  );

  const endEdit = useCallback(
    (move: Move) => {
      setEditing(null);
      scroller?.focus({ preventScroll: true });
      if (!cursor || !move) return;
      const by = { down: [1, 0], next: [0, 1], previous: [0, -1] }[move] as [number, number];
      moveTo(cursor.row + by[0], cursor.column + by[1]);
    },
    [cursor, moveTo, scroller],
  );

  const onKeyDown = useGridKeys({
    cursor,
    pageRows: view.pageRows,
    lastRow: count - 1,
    lastColumn: columns.length - 1,
    moveTo,
    edit,
    open: (row) => {
      const record = rows.at(row);
      if (record) onOpen(record, row);
    },
    select: (row, range) => props.onSelect(row, range),
    clear: () => {
      if (selection.all || selection.ids.size > 0) props.onSelectAll(false);
      else setCursor(null);
    },
  });

  const onClick = (event: React.MouseEvent) => {
    const target = event.target as HTMLElement;
    const cell = target.closest<HTMLElement>('[data-column]');
    const rowElement = target.closest<HTMLElement>('[data-row]');
    if (!cell || !rowElement || target.closest('[data-editing]')) return;
    const row = Number(rowElement.dataset.row);
    const column = Number(cell.dataset.column);
    const record = rows.at(row);
    if (target.closest('[data-select]')) {
      props.onSelect(row, event.shiftKey);
      return;
    }
    setCursor({ row, column });
    if (
      record &&
      target.closest('[data-open]') &&
      !event.metaKey &&
      !event.ctrlKey &&
      event.button === 0
    ) {
      event.preventDefault();
      onOpen(record, row);
    }
  };

  const template = useMemo(
    () => columns.map((field, index) => `${widthOf(field, index, widths)}px`).join(' '),
    [columns, widths],
  );

  const shown: ReactNode[] = [];
  for (let index = view.first; index <= view.last; index += 1) {
    const record = rows.at(index);
    shown.push(
      <GridRow
        key={index % view.pool}
        id={gridId}
        index={index}
        top={view.topOf(index)}
        record={record}
        object={object}
        columns={columns}
        cx={cx}
        cursor={cursor?.row === index ? cursor.column : -1}
        editing={editing && record && editing.id === record.id ? editing : null}
        selected={record ? selection.all || selection.ids.has(record.id) : selection.all}
        open={record !== undefined && record.id === openId}
        onSave={onSave}
        onEnd={endEdit}
      />,
    );
  }

  return (
    <div
      ref={setScroller}
      role="grid"
      tabIndex={0}
      aria-label={props.label}
      aria-rowcount={rows.count === undefined ? -1 : count + 1}
      aria-colcount={columns.length}
      aria-multiselectable
      aria-busy={rows.isFetching}
      aria-activedescendant={cursor ? `${gridId}-${cursor.row}-${cursor.column}` : undefined}
      className={classes.scroller}
      style={{ '--template': template } as React.CSSProperties}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onDoubleClick={(event) => {
        const cell = (event.target as HTMLElement).closest<HTMLElement>('[data-column]');
        if (cell && cursor) edit(cursor);
      }}
      onFocus={(event) => {
        if (
          event.target === event.currentTarget &&
          !cursor &&
          count > 0 &&
          event.currentTarget.matches(':focus-visible')
        ) {
          setCursor({ row: Math.min(count - 1, view.first > 0 ? view.first + 6 : 0), column: 0 });
        }
      }}
    >
      <GridHead {...props} count={count} />
      <div
        className={classes.body}
        data-stale={rows.isStale || undefined}
        style={{ height: view.height }}
        role="rowgroup"
      >
        {shown}
      </div>
      {props.empty}
    </div>
  );
});

export function widthOf(field: Field, index: number, widths: Record<string, number>): number {
  return widths[field.key] ?? (index === 0 ? FIRST : kindOf(field).width);
}

/** Brings a column out from under the frozen one, or in from the right. */
function revealColumn(scroller: HTMLElement | null, column: number): void {
  if (!scroller) return;
  const heads = scroller.querySelectorAll<HTMLElement>('[role="columnheader"]');
  const head = heads[column];
  const frozen = heads[0];
  if (!head || !frozen || column === 0) return;
  const left = head.offsetLeft - frozen.offsetWidth;
  const right = head.offsetLeft + head.offsetWidth - scroller.clientWidth;
  if (scroller.scrollLeft > left) scroller.scrollLeft = left;
  else if (scroller.scrollLeft < right) scroller.scrollLeft = right;
}
