import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { labelOf } from '@/api/labels';
import type { Field, FieldValue, ObjectType, Rec } from '@/api/types';
import { fieldOf } from '@/catalogue';
import { isEmpty, type Shown, showValue } from '@/fields';
import { EditInPlace, mayEditField, type OnRefused } from '../EditInPlace';
import classes from './Lines.module.css';

type Props = {
  object: ObjectType;
  record: Rec;
  field: Field;
  cx: Shown;
  editing: boolean;
  onEdit: (on: boolean) => void;
  onMove: (by: 1 | -1) => void;
  onSave: (next: FieldValue, base: Rec, onRefused?: OnRefused) => void;
  onAgain: () => boolean;
};

/** A value that is edited where it stands; what explains it stands below. */
export function Cell(props: Props) {
  const { object, record, field, cx, editing, onEdit, onMove } = props;
  const t = useTranslations('lines');
  const button = useRef<HTMLButtonElement>(null);
  const back = useRef(false);
  useEffect(() => {
    if (!editing && back.current) button.current?.focus();
    back.current = false;
  }, [editing]);
  if (editing) {
    return (
      <div className={classes.editing}>
        <EditInPlace
          field={field}
          record={record}
          cx={cx}
          onSave={props.onSave}
          onAgain={props.onAgain}
          onEnd={(move) => {
            if (move === 'next' || move === 'previous') return onMove(move === 'next' ? 1 : -1);
            back.current = move === 'down';
            onEdit(false);
          }}
        />
      </div>
    );
  }
  const value = record.fields[field.key];
  const content = (
    <>
      {isEmpty(value) ? (
        <span className={classes.nothing}>–</span>
      ) : field.key === object.title ? (
        String(value)
      ) : (
        showValue({ field, value, cx, inTable: true })
      )}
      <Below object={object} record={record} field={field} cx={cx} />
    </>
  );
  if (!mayEditField(record, field)) return <div className={classes.cell}>{content}</div>;
  return (
    <button
      ref={button}
      type="button"
      className={classes.cell}
      title={t('edit', { field: field.label, name: String(record.fields.name ?? '') })}
      onClick={() => onEdit(true)}
    >
      {content}
    </button>
  );
}

function Below({ object, record, field, cx }: Pick<Props, 'object' | 'record' | 'field' | 'cx'>) {
  const t = useTranslations('lines');
  const { unit, price_from: from, price_list: list, discount_wanted: wanted } = record.fields;
  let words: string | null | undefined = null;
  if (field.key === 'quantity' && typeof unit === 'string') words = unit;
  // The product's own price is what one expects; another says where it comes from.
  if (field.key === 'price' && from !== 'product') {
    words =
      (typeof list === 'string' && labelOf(list)?.label) ||
      fieldOf(object, 'price_from')?.options?.find(({ key }) => key === from)?.label;
  }
  if (field.key === 'discount' && typeof wanted === 'number') {
    words = t('wanted', { percent: cx.format.number(wanted) });
  }
  return words ? <span className={classes.facts}>{words}</span> : null;
}
