import { IconTag } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import type { ObjectType, Rec } from '@/api/types';
import { fieldOf } from '@/catalogue';
import { FieldDisplay, isEmpty, type Shown } from '@/fields';
import { EditInPlace, mayEditField } from '../EditInPlace';
import { refusedOf } from '../refused';
import { useSave } from '../save';
import { useEditing } from '../useEditing';
import classes from './Tags.module.css';

type Props = { object: ObjectType; record: Rec; cx: Shown };

/** The tags, under the name; a click changes them. */
export function Tags({ object, record, cx }: Props) {
  const t = useTranslations('record');
  const save = useSave(object);
  const place = useEditing<string>((key) => refusedOf(record.id, key) !== undefined);
  const editing = place.now !== null;
  const field = fieldOf(object, 'tags');
  if (!field || record.masked?.includes('tags')) return null;
  const value = record.fields.tags;
  const may = mayEditField(record, field);
  if (isEmpty(value) && !may) return null;
  if (editing) {
    return (
      <div className={classes.editing}>
        <EditInPlace
          field={field}
          record={record}
          cx={cx}
          onSave={(next, base, onRefused) => void save(base, field, next, onRefused)}
          onAgain={() => place.again(field.key)}
          onEnd={() => place.end()}
        />
      </div>
    );
  }
  const shown = isEmpty(value) ? (
    <span className={classes.add}>
      <IconTag size={13} stroke={1.7} aria-hidden />
      {t('addTag')}
    </span>
  ) : (
    <FieldDisplay field={field} value={value} cx={cx} />
  );
  if (!may) return <div className={classes.tags}>{shown}</div>;
  return (
    <button
      type="button"
      className={classes.tags}
      title={t('editField', { field: field.label })}
      onClick={() => place.begin(field.key)}
    >
      {shown}
      {!isEmpty(value) && (
        <span className={classes.srOnly}>{t('editField', { field: field.label })}</span>
      )}
    </button>
  );
}
