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
import type { Field, ObjectType, Rec } from '@/api/types';
import type { Shown } from '@/fields';
import type { Column } from '../columns';
import { type Move, mayEditField } from '../EditInPlace';
import { refusedOf } from '../refused';
import type { Rows } from '../rows/types';
import type { Sort } from '../sort';
import { useEditing } from '../useEditing';
import type { Total } from '../views/state';
import type { GridActions } from './actions';
import { type Block, blockOf, type Cell } from './block';
import classes from './Grid.module.css';
import { GridHead } from './GridHead';
import { GridRow } from './GridRow';
import { GroupRow } from './GroupRow';
import { revealColumn } from './reveal';
import { useBlock } from './useBlock';
import { useGridClipboard } from './useGridClipboard';
import { useGridKeys } from './useGridKeys';
import { useRowWindow } from './useRowWindow';

/** `record` as it was when the editing began, in case it leaves the list meanwhile; `row` is where it stood. */
export type Editing = { key: string; record: Rec; row: number; typed?: string };

export type Selection = {
  /** The whole filtered set. */
  all: boolean;
  ids: ReadonlySet<string>;
};

type Props = {
  object: ObjectType;
  /** The frozen title first, then what is pinned. */
  columns: Column[];
  rows: Rows;
  cx: Shown;
  sorts: Sort[];
  totals: Record<string, Total>;
  rowHeight: number;
  selection: Selection;
  openId?: string;
  label: string;
  empty?: ReactNode;
  /** The figures below the columns. */
  foot?: ReactNode;
  actions: GridActions;
};

export const HEAD = 34;
const FOOT = 34;

export const Grid = memo(function Grid(props: Props) {
  const { rows, cx, selection, openId, object, actions, rowHeight, foot } = props;
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  const place = useEditing<Editing>(({ record, key }) => refusedOf(record.id, key) !== undefined);
  const editing = place.now;
  const [live, setLive] = useState<{ key: string; width: number } | null>(null);
  const [said, setSaid] = useState('');
  const gridId = useId();
  const lines = rows.lines ?? 0;
  const view = useRowWindow(scroller, lines, rowHeight, HEAD + (foot ? FOOT : 0));

  useEffect(() => {
    actions.onSight(view.first, view.last);
  }, [view.first, view.last, actions]);

  const columns = useMemo(
    () =>
      live
        ? props.columns.map((column) =>
            column.field.key === live.key ? { ...column, width: live.width } : column,
          )
        : props.columns,
    [props.columns, live],
  );
  const lefts = useMemo(() => {
    let left = 0;
    return columns.map((column, index) => {
      if (index > 0 && !column.pinned) return -1;
      const here = left;
      left += column.width;
      return here;
    });
  }, [columns]);
  const template = useMemo(() => columns.map((column) => `${column.width}px`).join(' '), [columns]);

  const reveal = (cell: Cell) => {
    view.scrollTo(cell.row);
    revealColumn(scroller, cell.column, lefts);
  };
  const block = useBlock({
    rows,
    lastColumn: columns.length - 1,
    reveal,
  });
  const { cursor } = block;
  const area = blockOf(block);

  const edit = useCallback(
    (cell: Cell, typed?: string) => {
      const field = columns[cell.column]?.field;
      const record = rows.at(cell.row);
      if (!field || !record) return;
      if (mayEditField(record, field))
        latest.current.place.begin({ key: field.key, record, row: cell.row, typed });
      else if (typed === undefined) actions.onLocked(field);
    },
    [columns, rows, actions],
  );

  const endEdit = (move: Move) => {
    place.end();
    scroller?.focus({ preventScroll: true });
    if (!cursor || !move) return;
    const by = { down: [1, 0], next: [0, 1], previous: [0, -1] }[move] as [number, number];
    block.moveTo(cursor.row + by[0], cursor.column + by[1]);
  };
  /** What was refused is edited again where it stands now. */
  const editAgain = (record: Rec, field: Field) => {
    const row = Math.max(0, rows.lineOf(record.id));
    const isOpen = place.again({ key: field.key, record, row });
    const column = columns.findIndex((one) => one.field.key === field.key);
    if (isOpen && column >= 0) block.moveTo(row, column);
    return isOpen;
  };
  const latest = useRef({ place, endEdit, editAgain });
  latest.current = { place, endEdit, editAgain };
  const [onEnd] = useState(() => (move: Move) => latest.current.endEdit(move));
  const [onAgain] = useState(
    () => (record: Rec, field: Field) => latest.current.editAgain(record, field),
  );

  const toggleGroup = (line: number, open?: boolean) => {
    const head = rows.groupAt(line);
    if (head && (open === undefined || open !== head.opened)) actions.onToggleGroup(head.group.id);
    return head !== undefined;
  };

  const onKeyDown = useGridKeys({
    cursor,
    lost: block.lost,
    pageRows: view.pageRows,
    lastRow: lines - 1,
    lastColumn: columns.length - 1,
    moveTo: block.moveTo,
    extendTo: block.extendTo,
    mayType: (cell) => {
      const field = columns[cell.column]?.field;
      const record = rows.at(cell.row);
      return (
        cell.column > 0 &&
        field !== undefined &&
        record !== undefined &&
        mayEditField(record, field)
      );
    },
    edit,
    open: (row) => {
      const record = rows.at(row);
      if (record) actions.onOpen(record);
    },
    toggleGroup,
    select: actions.onSelect,
    selectAll: () => actions.onSelectAll(true),
    clear: () => {
      if (area) block.collapse();
      else if (selection.all || selection.ids.size > 0) actions.onSelectAll(false);
      else block.drop();
    },
    empty: () => cursor && actions.onEmpty(area ?? single(cursor)),
    fill: () => area && actions.onFill(area),
  });
  const clipboard = useGridClipboard({ cursor, area, columns, rows, cx, actions });

  const onClick = (event: React.MouseEvent) => {
    const target = event.target as HTMLElement;
    const row = rowOf(target);
    if (row === undefined || target.closest('[data-editing]')) return;
    if (target.closest('[data-select]')) return actions.onSelect(row, event.shiftKey);
    if (target.closest('[data-toggle]')) {
      toggleGroup(row);
      return;
    }
    const record = rows.at(row);
    const plain = !event.metaKey && !event.ctrlKey && !event.shiftKey && event.button === 0;
    if (record && plain && target.closest('[data-open]')) {
      event.preventDefault();
      actions.onOpen(record);
    }
  };

  const rowAt = (index: number, record: Rec | undefined) => {
    const inBlock = area && index >= area.top && index <= area.bottom;
    return {
      id: gridId,
      index,
      top: view.topOf(index),
      record,
      object,
      columns,
      lefts,
      cx,
      cursor: cursor?.row === index ? cursor.column : -1,
      from: inBlock ? area.left : -1,
      to: inBlock ? area.right : -1,
      editing: null,
      selected: record ? selection.all || selection.ids.has(record.id) : selection.all,
      open: record !== undefined && record.id === openId,
      onSave: actions.onSave,
      onAgain,
      onEnd,
    };
  };
  // The row that is edited has a place of its own, so that nothing that happens to the others takes the editor away:
  // neither rows that come and go above it, nor that it is scrolled out of sight.
  const stands = editing && rows.at(editing.row)?.id === editing.record.id;
  const edited = editing ? (stands ? editing.row : rows.lineOf(editing.record.id)) : -1;
  const shown: ReactNode[] = [];
  for (let index = view.first; index <= view.last; index += 1) {
    const head = rows.groupAt(index);
    if (head) {
      shown.push(
        <GroupRow
          key={`g${head.group.id}`}
          id={gridId}
          index={index}
          top={view.topOf(index)}
          line={head}
          field={actions.groupField}
          columns={columns}
          lefts={lefts}
          totals={props.totals}
          cx={cx}
          cursor={cursor?.row === index ? cursor.column : -1}
        />,
      );
      continue;
    }
    if (index !== edited)
      shown.push(<GridRow key={index % view.pool} {...rowAt(index, rows.at(index))} />);
  }
  const editedAt = edited >= 0 ? edited : Math.max(0, Math.min(editing?.row ?? 0, lines - 1));
  const editedRow = editing && (
    <GridRow
      key={editing.record.id}
      {...rowAt(editedAt, (edited >= 0 && rows.at(edited)) || editing.record)}
      // Far away in a list that is scrolled to scale it must not make the whole higher.
      top={Math.max(0, Math.min(view.topOf(editedAt), view.height - rowHeight))}
      editing={editing}
    />
  );

  return (
    <>
      <div
        ref={setScroller}
        role="grid"
        tabIndex={0}
        aria-label={props.label}
        aria-rowcount={rows.lines === undefined ? -1 : lines + (foot ? 2 : 1)}
        aria-colcount={columns.length}
        aria-multiselectable
        aria-busy={rows.isFetching}
        aria-activedescendant={cursor ? `${gridId}-${cursor.row}-${cursor.column}` : undefined}
        className={classes.scroller}
        style={{ '--template': template, '--row': `${rowHeight}px` } as React.CSSProperties}
        onKeyDown={onKeyDown}
        onClick={onClick}
        {...clipboard}
        {...block.pointer}
        onDoubleClick={(event) => {
          const target = event.target as HTMLElement;
          if (target.closest('[data-select], [data-toggle], [data-editing]')) return;
          if (target.closest('[data-column]') && rowOf(target) !== undefined && cursor)
            edit(cursor);
        }}
        onFocus={(event) => {
          if (
            event.target === event.currentTarget &&
            !cursor &&
            lines > 0 &&
            event.currentTarget.matches(':focus-visible')
          ) {
            block.moveTo(view.first > 0 ? view.first + 6 : 0, 0);
          }
        }}
      >
        <GridHead
          object={object}
          columns={columns}
          lefts={lefts}
          sorts={props.sorts}
          selection={selection}
          count={rows.count ?? 0}
          actions={actions}
          onLive={setLive}
          onSay={setSaid}
        />
        <div
          className={classes.body}
          data-stale={rows.isStale || undefined}
          style={{ height: view.height }}
          role="rowgroup"
        >
          {shown}
          {editedRow}
        </div>
        {props.empty && (
          <div role="row">
            <div role="gridcell">{props.empty}</div>
          </div>
        )}
        {foot && lines > 0 && (
          <div role="rowgroup" className={classes.foot}>
            {foot}
          </div>
        )}
      </div>
      <span className={classes.said} role="status">
        {said}
      </span>
    </>
  );
});

function single({ row, column }: Cell): Block {
  return { top: row, bottom: row, left: column, right: column };
}

function rowOf(target: Element): number | undefined {
  const row = target.closest<HTMLElement>('[data-row]');
  return row ? Number(row.dataset.row) : undefined;
}
