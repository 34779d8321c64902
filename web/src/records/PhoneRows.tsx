import { type ReactNode, useEffect, useState } from 'react';
import type { Field, ObjectType, Rec } from '@/api/types';
import { isEmpty, type Shown, showValue } from '@/fields';
import { Avatar } from '@/ui/Avatar';
import { Skeleton } from '@/ui/State';
import { useRowWindow } from './grid/useRowWindow';
import classes from './PhoneRows.module.css';
import type { Rows } from './rows/types';

type Props = {
  object: ObjectType;
  rows: Rows;
  columns: Field[];
  cx: Shown;
  onSight: (first: number, last: number) => void;
  onOpen: (record: Rec, row: number) => void;
  empty: ReactNode;
};

const ROW = 64;

/** The table of a phone: two lines a record. Left what it is, right how much and where it stands. */
export function PhoneRows({ object, rows, columns, cx, onSight, onOpen, empty }: Props) {
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  const view = useRowWindow(scroller, rows.lines ?? 0, ROW, 0);
  useEffect(() => onSight(view.first, view.last), [view.first, view.last, onSight]);

  const rest = columns.slice(1);
  const amount = rest.find(
    (field) => field.kind === 'money' || (field.kind === 'number' && field.key !== 'number'),
  );
  const state =
    rest.find((field) => field.kind === 'stage') ?? rest.find((field) => field.kind === 'one_of');
  const owner = rest.find((field) => field.kind === 'user');
  const second = rest.find((field) => field !== amount && field !== state && field !== owner);

  const list: ReactNode[] = [];
  for (let index = view.first; index <= view.last; index += 1) {
    const record = rows.at(index);
    const name = record ? String(record.fields[object.title] ?? '') : '';
    const ownerId = owner && record ? record.fields[owner.key] : null;
    const ownerName = typeof ownerId === 'string' ? cx.user(ownerId)?.name : undefined;
    const show = (field: Field | undefined) =>
      field && record && !isEmpty(record.fields[field.key])
        ? showValue({ field, value: record.fields[field.key], cx, inTable: true })
        : null;
    list.push(
      <div
        key={index}
        role="listitem"
        className={classes.place}
        style={{ transform: `translateY(${view.topOf(index)}px)` }}
      >
        <button
          type="button"
          className={classes.row}
          disabled={!record}
          onClick={() => record && onOpen(record, index)}
        >
          {record ? (
            <>
              <Avatar
                name={name || '?'}
                seed={record.id}
                size={38}
                shape={object.key === 'contact' ? 'round' : 'square'}
              />
              <span className={classes.main}>
                <span className={classes.name}>{name || cx.words.hidden}</span>
                <span className={classes.under}>
                  {ownerName && typeof ownerId === 'string' && (
                    <Avatar name={ownerName} seed={ownerId} size={17} />
                  )}
                  <span className={classes.second}>{show(second) ?? ownerName}</span>
                </span>
              </span>
              <span className={classes.side}>
                <span className={classes.amount}>{show(amount)}</span>
                {show(state)}
              </span>
            </>
          ) : (
            <Skeleton width="60%" />
          )}
        </button>
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
