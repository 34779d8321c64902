import { useTranslations } from 'use-intl';
import type { Field, ObjectType, Rec } from '@/api/types';
import { fieldOf } from '@/catalogue';
import { FieldDisplay, isEmpty, type Shown, valueText } from '@/fields';
import { cx } from '@/ui/cx';
import { EditInPlace, mayEditField } from '../EditInPlace';
import { refusedOf } from '../refused';
import { useSave } from '../save';
import { useEditing } from '../useEditing';
import classes from './Highlights.module.css';
import shared from './Panel.module.css';

const chosen: Record<string, string[]> = {
  company: ['annual_revenue', 'industry', 'owner'],
  contact: ['phones', 'emails', 'owner'],
  lead: ['status', 'react_by', 'owner'],
  deal: ['amount', 'stage', 'owner'],
  product: ['price', 'unit', 'active'],
  task: ['due_at', 'type', 'assignee'],
  affiliation: ['contact', 'company', 'since'],
  line_item: ['quantity', 'price', 'total'],
  deal_member: ['user', 'share', 'share_amount'],
};

type Props = { object: ObjectType; record: Rec; cx: Shown };

/** The three fields one looks at first. */
export function Highlights({ object, record, cx: shownIn }: Props) {
  const keys =
    chosen[object.key] ??
    object.fields
      .filter((field) => !field.system && field.key !== object.title)
      .map((field) => field.key);
  const fields = keys.flatMap((key) => fieldOf(object, key) ?? []).slice(0, 3);
  if (fields.length === 0) return null;
  return (
    <dl className={classes.highlights}>
      {fields.map((field) => (
        <Highlight key={field.key} object={object} record={record} field={field} cx={shownIn} />
      ))}
    </dl>
  );
}

/** Values of a word or two, which are not to be cut. */
const short = new Set<Field['kind']>(['one_of', 'boolean', 'stage']);

function Highlight({ object, record, field, cx: shownIn }: Props & { field: Field }) {
  const t = useTranslations('record');
  const save = useSave(object);
  const place = useEditing<string>((key) => refusedOf(record.id, key) !== undefined);
  const editing = place.now !== null;
  const value = record.fields[field.key];
  const shown = isEmpty(value) ? (
    <span className={shared.nothing}>—</span>
  ) : (
    <FieldDisplay field={field} value={value} cx={shownIn} inTable />
  );
  return (
    <div className={cx(classes.highlight, short.has(field.kind) && classes.short)}>
      <dt className={classes.label}>{field.label}</dt>
      <dd className={classes.highlightValue} data-editing-now={editing || undefined}>
        {editing ? (
          <EditInPlace
            field={field}
            record={record}
            cx={shownIn}
            onSave={(next, base, onRefused) => void save(base, field, next, onRefused)}
            onAgain={() => place.again(field.key)}
            onEnd={() => place.end()}
          />
        ) : mayEditField(record, field) ? (
          <button
            type="button"
            className={classes.valueButton}
            aria-label={t('editValue', {
              field: field.label,
              value: valueText(value, field, shownIn) || '—',
            })}
            onClick={() => place.begin(field.key)}
          >
            {shown}
          </button>
        ) : (
          shown
        )}
      </dd>
    </div>
  );
}
