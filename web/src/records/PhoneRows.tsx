import { type ReactNode, useEffect, useState } from 'react';
import type { Field, ObjectType, Rec } from '@/api/types';
import type { Shown } from '@/fields';
import type { Selection } from './grid/Grid';
import { useRowWindow } from './grid/useRowWindow';
import { PhoneGroup } from './PhoneGroup';
import { PhoneRow } from './PhoneRow';
import classes from './PhoneRows.module.css';
import type { Rows } from './rows/types';

type Props = {
  object: ObjectType;
  rows: Rows;
  columns: Field[];
  cx: Shown;
  onSight: (first: number, last: number) => void;
  onOpen: (record: Rec, row: number) => void;
  /** What the rows are grouped by. */
  groupField: Field | undefined;
  onToggleGroup: (id: string) => void;
  /** A tap chooses a row instead of opening it. */
  choosing: boolean;
  selection: Selection;
  onChoose: (row: number) => void;
  empty: ReactNode;
};

const ROW = 64;
/** So many grey rows stand where the first ones will. */
const FIRST = 8;

/** The table of a phone: two lines a record. Left what it is, right how much and where it stands. */
export function PhoneRows(props: Props) {
  const { object, rows, columns, cx, onSight, onOpen, choosing, selection, onChoose, empty } =
    props;
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  // A list that failed says so in `empty`.
  const view = useRowWindow(scroller, rows.lines ?? (empty ? 0 : FIRST), ROW, 0);
  useEffect(() => onSight(view.first, view.last), [view.first, view.last, onSight]);

  const rest = columns.slice(1);
  const amount = rest.find(
    (field) => field.kind === 'money' || (field.kind === 'number' && field.key !== 'number'),
  );
  const state =
    rest.find((field) => field.kind === 'stage') ?? rest.find((field) => field.kind === 'one_of');
  const owner = rest.find((field) => field.kind === 'user');
  const second = rest.find((field) => field !== amount && field !== state && field !== owner);

  const places = { amount, state, owner, second };

  const list: ReactNode[] = [];
  for (let index = view.first; index <= view.last; index += 1) {
    const line = rows.groupAt(index);
    const record = line ? undefined : rows.at(index);
    const { all, ids } = selection;
    list.push(
      <div
        key={index}
        role="listitem"
        className={classes.place}
        style={{ transform: `translateY(${view.topOf(index)}px)` }}
      >
        {line ? (
          <PhoneGroup
            line={line}
            field={props.groupField}
            cx={cx}
            onToggle={() => props.onToggleGroup(line.group.id)}
          />
        ) : (
          <PhoneRow
            object={object}
            record={record}
            places={places}
            cx={cx}
            chosen={choosing ? all || (record !== undefined && ids.has(record.id)) : undefined}
            onTap={() => record && (choosing ? onChoose(index) : onOpen(record, index))}
            onHold={() => onChoose(index)}
          />
        )}
      </div>,
    );
  }
  return (
    <div ref={setScroller} className={classes.scroller}>
      <div
        role="list"
        className={classes.list}
        style={{ height: view.height }}
        data-stale={rows.isStale || undefined}
      >
        {list}
      </div>
      {empty}
    </div>
  );
}
