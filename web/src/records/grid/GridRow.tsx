import { memo } from 'react';
import type { Field, FieldValue, ObjectType, Rec } from '@/api/types';
import { kindOf, type Shown, showValue } from '@/fields';
import { Avatar } from '@/ui/Avatar';
import { cx as join } from '@/ui/cx';
import type { Column } from '../columns';
import { EditInPlace, type Move, type OnRefused } from '../EditInPlace';
import type { Editing } from './Grid';
import classes from './Grid.module.css';

type Props = {
  id: string;
  index: number;
  top: number;
  record: Rec | undefined;
  object: ObjectType;
  columns: Column[];
  /** Where pinned columns stand; below 0 for the others. */
  lefts: number[];
  cx: Shown;
  cursor: number;
  /** The columns of the chosen block in this row. */
  from: number;
  to: number;
  editing: Editing | null;
  selected: boolean;
  open: boolean;
  onSave: (record: Rec, field: Field, value: FieldValue, onRefused?: OnRefused) => void;
  onAgain: (record: Rec, field: Field) => boolean;
  onEnd: (move: Move) => void;
};

export const GridRow = memo(function GridRow(props: Props) {
  const { id, index, top, record, columns, lefts, cursor, editing, selected, open } = props;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-row={index}
      className={join(classes.row, selected && classes.selected, open && classes.open)}
      style={{ transform: `translateY(${top}px)` }}
    >
      {columns.map(({ field }, column) => {
        const here = cursor === column;
        const left = lefts[column] ?? -1;
        const isEditing = editing?.key === field.key && record !== undefined;
        return (
          <div
            key={field.key}
            id={`${id}-${index}-${column}`}
            role="gridcell"
            aria-colindex={column + 1}
            aria-selected={here || (column >= props.from && column <= props.to) || undefined}
            data-column={column}
            className={join(
              classes.cell,
              left >= 0 && classes.pinned,
              column === 0 && classes.frozen,
              kindOf(field).align === 'end' && classes.end,
              column >= props.from && column <= props.to && classes.inBlock,
              here && classes.here,
              isEditing && classes.editing,
            )}
            style={left > 0 ? { insetInlineStart: left } : undefined}
          >
            {column === 0 ? (
              <First {...props} field={field} isEditing={isEditing} />
            ) : record === undefined ? (
              <i className={classes.bone} />
            ) : isEditing ? (
              <Editor {...props} record={record} field={field} />
            ) : (
              showValue({ field, value: record.fields[field.key], cx: props.cx, inTable: true })
            )}
          </div>
        );
      })}
    </div>
  );
});

function Editor({
  field,
  record,
  cx,
  editing,
  onSave,
  onAgain,
  onEnd,
}: Props & { field: Field; record: Rec }) {
  return (
    <EditInPlace
      field={field}
      record={record}
      cx={cx}
      typed={editing?.typed}
      onSave={(value, base, onRefused) => onSave(base, field, value, onRefused)}
      onAgain={() => onAgain(record, field)}
      onEnd={onEnd}
    />
  );
}

/** The frozen cell: check box, avatar, and the name, which opens the record. */
function First(props: Props & { field: Field; isEditing: boolean }) {
  const { record, object, field, selected, isEditing, cx } = props;
  const name = record ? String(record.fields[field.key] ?? '') : '';
  return (
    <>
      <span data-select className={classes.check} aria-hidden>
        <i className={join(classes.box, selected && classes.checked)} />
      </span>
      {record === undefined ? (
        <i className={classes.bone} />
      ) : isEditing ? (
        <Editor {...props} record={record} />
      ) : (
        <>
          <Avatar
            name={name || '?'}
            seed={record.id}
            size={20}
            shape={object.key === 'contact' ? 'round' : 'square'}
          />
          <a
            data-open
            tabIndex={-1}
            className={classes.name}
            href={`/records/${object.key}/${record.id}`}
            draggable={false}
          >
            {name || cx.words.hidden}
          </a>
        </>
      )}
    </>
  );
}
