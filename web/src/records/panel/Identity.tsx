import { useTranslations } from 'use-intl';
import type { FieldKind, ObjectType, Rec } from '@/api/types';
import { fieldOf } from '@/catalogue';
import { FieldDisplay, isEmpty, type Shown, valueText } from '@/fields';
import { Avatar } from '@/ui/Avatar';
import { EditInPlace, mayEditField } from '../EditInPlace';
import { refusedOf } from '../refused';
import { useSave } from '../save';
import { useEditing } from '../useEditing';
import { Completeness } from './Completeness';
import classes from './Identity.module.css';
import { Tags } from './Tags';

/** What says most about a record after its name, by kind of record. */
const under: Record<string, string[]> = {
  company: ['website', 'industry'],
  contact: ['position', 'company'],
  lead: ['contact_name', 'company_name'],
  deal: ['company', 'contact'],
  product: ['sku', 'category'],
  task: ['about'],
};

const fallback: FieldKind[] = ['link', 'one_of', 'text'];

type Props = { object: ObjectType; record: Rec; cx: Shown };

export function Identity({ object, record, cx }: Props) {
  const t = useTranslations('record');
  const save = useSave(object);
  const place = useEditing<string>((key) => refusedOf(record.id, key) !== undefined);
  const editing = place.now !== null;
  const title = fieldOf(object, object.title);
  const name = title ? valueText(record.fields[title.key], title, cx) : '';
  const keys =
    under[object.key] ??
    object.fields
      .filter(
        (field) => !field.system && field.key !== object.title && fallback.includes(field.kind),
      )
      .map((field) => field.key);
  const lines = keys
    .flatMap((key) => fieldOf(object, key) ?? [])
    .filter((field) => !isEmpty(record.fields[field.key]))
    .slice(0, 2);
  const number = object.key === 'deal' ? record.fields.number : undefined;
  const editable = title !== undefined && mayEditField(record, title);
  return (
    <div className={classes.identity}>
      <Avatar
        name={name || '?'}
        seed={record.id}
        size={42}
        shape={object.key === 'contact' ? 'round' : 'square'}
      />
      <div className={classes.names}>
        {editing && title ? (
          <div className={classes.titleEdit}>
            <EditInPlace
              field={title}
              record={record}
              cx={cx}
              onSave={(value, base, onRefused) => void save(base, title, value, onRefused)}
              onAgain={() => place.again(title.key)}
              onEnd={() => place.end()}
            />
          </div>
        ) : (
          <h2 className={classes.title}>
            {editable ? (
              <button
                type="button"
                className={classes.titleButton}
                title={t('rename')}
                onClick={() => place.begin(title.key)}
              >
                {name || cx.words.hidden}
              </button>
            ) : (
              name || cx.words.hidden
            )}
          </h2>
        )}
        <div className={classes.under}>
          {typeof number === 'number' && <span>#{number}</span>}
          {lines.map((field) => (
            <span key={field.key} className={classes.underItem}>
              <FieldDisplay field={field} value={record.fields[field.key]} cx={cx} />
            </span>
          ))}
          {lines.length === 0 && typeof number !== 'number' && <span>{object.label}</span>}
        </div>
        <div className={classes.foot}>
          <Tags object={object} record={record} cx={cx} />
          <Completeness object={object} record={record} />
        </div>
      </div>
    </div>
  );
}
