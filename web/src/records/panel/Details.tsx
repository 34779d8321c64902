import { IconChevronDown, IconLock } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type { Field, ObjectType, Rec } from '@/api/types';
import { KindIcon } from '@/catalogue/icons';
import { FieldDisplay, isEmpty, type Shown } from '@/fields';
import { EditInPlace, mayEditField } from '../EditInPlace';
import { refusedOf } from '../refused';
import { useSave } from '../save';
import { useEditing } from '../useEditing';
import classes from './Details.module.css';
import shared from './Panel.module.css';
import { sectionsOf } from './sections';
import { useFolded } from './useFolded';

type Props = { object: ObjectType; record: Rec; cx: Shown };

/**
 * Every field in its section, each edited where it stands. Tab goes on to the next. What the program fills in is shown once
 * there is something.
 */
export function Details({ object, record, cx }: Props) {
  const t = useTranslations('record');
  const all = useMemo(() => sectionsOf(object), [object]);
  const says = (field: Field) =>
    !field.read_only || !isEmpty(record.fields[field.key]) || record.masked?.includes(field.key);
  const sections = all
    .map(({ key, fields }) => ({ key, fields: fields.filter(says) }))
    .filter(({ fields }) => fields.length > 0);
  const [isFolded, turn] = useFolded(object.key);
  const place = useEditing<string>((key) => refusedOf(record.id, key) !== undefined);
  const order = sections
    .filter((section) => !isFolded(section.key))
    .flatMap((section) => section.fields)
    .filter((field) => mayEditField(record, field));
  const row = (field: Field) => (
    <DetailRow
      key={field.key}
      object={object}
      record={record}
      field={field}
      cx={cx}
      editing={place.now === field.key}
      onEdit={(on) => (on ? place.begin(field.key) : place.end())}
      onAgain={() => place.again(field.key)}
      onMove={(by) => {
        const next = order[order.findIndex((other) => other.key === field.key) + by];
        place.end(next?.key);
      }}
    />
  );
  return sections.map(({ key, fields }) => {
    const open = !isFolded(key);
    return (
      <section key={key} className={classes.section}>
        {sections.length > 1 && (
          <h3>
            <button
              type="button"
              className={classes.heading}
              aria-expanded={open}
              onClick={() => turn(key)}
            >
              <IconChevronDown size={14} aria-hidden />
              {t(`section.${key}`)}
            </button>
          </h3>
        )}
        {open && <dl className={classes.details}>{fields.map(row)}</dl>}
      </section>
    );
  });
}

type RowProps = Props & {
  field: Field;
  editing: boolean;
  onEdit: (on: boolean) => void;
  onAgain: () => boolean;
  onMove: (by: 1 | -1) => void;
};

/** A field with its value, edited where it stands. */
export function DetailRow(props: RowProps) {
  const { object, record, field, cx, editing, onEdit, onMove } = props;
  const t = useTranslations('record');
  const save = useSave(object);
  const value = record.fields[field.key];
  const editable = mayEditField(record, field);
  const masked = record.masked?.includes(field.key);
  return (
    <div className={classes.detail}>
      <dt className={classes.detailLabel} title={field.label}>
        <KindIcon kind={field.kind} />
        <span>{field.label}</span>
      </dt>
      <dd className={classes.detailValue} data-editing-now={editing || undefined}>
        {editing ? (
          <EditInPlace
            field={field}
            record={record}
            cx={cx}
            onSave={(next, base, onRefused) => void save(base, field, next, onRefused)}
            onAgain={props.onAgain}
            onEnd={(move) => {
              if (move === 'next') onMove(1);
              else if (move === 'previous') onMove(-1);
              else onEdit(false);
            }}
          />
        ) : (
          <>
            {!isEmpty(value) && (
              <span className={classes.readValue}>
                <FieldDisplay field={field} value={value} cx={cx} />
              </span>
            )}
            {masked && (
              <span className={classes.masked}>
                <IconLock size={13} aria-hidden /> {t('masked')}
              </span>
            )}
            {editable ? (
              <button
                type="button"
                className={classes.editHere}
                aria-label={
                  isEmpty(value) && !masked
                    ? t('addValue', { field: field.label })
                    : t('editField', { field: field.label })
                }
                onClick={() => onEdit(true)}
              >
                {isEmpty(value) && !masked && (
                  <span className={shared.nothing}>{t('setField')}</span>
                )}
              </button>
            ) : (
              isEmpty(value) &&
              !masked && (
                <span className={classes.readValue}>
                  <span className={shared.nothing}>—</span>
                </span>
              )
            )}
          </>
        )}
      </dd>
    </div>
  );
}
