import { IconDots, IconPlayerPause, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { labelOf } from '@/api/labels';
import type { Field, FieldValue, ObjectType, Rec } from '@/api/types';
import { fieldOf } from '@/catalogue';
import { isEmpty, type Shown, showValue } from '@/fields';
import { EditInPlace, mayEditField, type OnRefused } from '@/records/EditInPlace';
import { IconButton } from '@/ui/Button';
import { Menu, type MenuEntry } from '@/ui/Menu';
import { Pill } from '@/ui/Pill';
import classes from './Recurring.module.css';

const icon = { size: 15, stroke: 1.7, 'aria-hidden': true } as const;

type Props = {
  deal: Rec;
  object: ObjectType;
  columns: Field[];
  cx: Shown;
  /** The field that is being edited. */
  edited: string | null;
  onEdit: (field: string | null) => void;
  onSave: (base: Rec, field: Field, value: FieldValue, onRefused?: OnRefused) => void;
  onAgain: (field: string) => boolean;
};

/** A deal that recurs. What may be changed is a button where it stands. */
export function RecurringRow(props: Props) {
  const { deal, object, columns, cx, edited, onEdit, onSave, onAgain } = props;
  const t = useTranslations('repeat');
  const name = String(deal.fields[object.title] ?? '');
  const { company, contact } = deal.fields;
  const client = [company, contact].find((id) => typeof id === 'string');
  const paused = deal.fields.recurs_paused === true;
  return (
    <tr data-paused={paused || undefined}>
      <th scope="row">
        <Link
          to="/records/$object/$id"
          params={{ object: object.key, id: deal.id }}
          className={classes.name}
        >
          {name}
        </Link>
        <span className={classes.quiet}>
          {typeof client === 'string' ? labelOf(client)?.label : ''}
          {paused && <Pill tone="amber">{t('paused')}</Pill>}
        </span>
      </th>
      {columns.map((field) => (
        <td key={field.key} data-field={field.key} data-label={field.label}>
          {edited === field.key ? (
            <div className={classes.editing}>
              <EditInPlace
                field={field}
                record={deal}
                cx={cx}
                onSave={(value, base, onRefused) => onSave(base, field, value, onRefused)}
                onAgain={() => onAgain(field.key)}
                onEnd={() => onEdit(null)}
              />
            </div>
          ) : (
            <Value deal={deal} field={field} cx={cx} name={name} onEdit={() => onEdit(field.key)} />
          )}
        </td>
      ))}
      <td data-field="menu">
        <Actions deal={deal} object={object} name={name} paused={paused} onSave={onSave} />
      </td>
    </tr>
  );
}

type ValueProps = { deal: Rec; field: Field; cx: Shown; name: string; onEdit: () => void };

function Value({ deal, field, cx, name, onEdit }: ValueProps) {
  const t = useTranslations('repeat');
  const value = deal.fields[field.key];
  const shown = isEmpty(value) ? (
    <span className={classes.quiet}>–</span>
  ) : (
    showValue({ field, value, cx, inTable: true })
  );
  if (!mayEditField(deal, field)) return <div className={classes.cell}>{shown}</div>;
  return (
    <button
      type="button"
      className={classes.cell}
      title={t('edit', { field: field.label, name })}
      onClick={onEdit}
    >
      {shown}
    </button>
  );
}

type ActionsProps = Pick<Props, 'deal' | 'object' | 'onSave'> & { name: string; paused: boolean };

function Actions({ deal, object, name, paused, onSave }: ActionsProps) {
  const t = useTranslations('repeat');
  const pause = fieldOf(object, 'recurs_paused');
  const rule = fieldOf(object, 'recurrence');
  const entries: (MenuEntry | false | undefined)[] = [
    pause &&
      mayEditField(deal, pause) && {
        key: 'pause',
        label: t(paused ? 'resume' : 'pause'),
        icon: paused ? <IconPlayerPlay {...icon} /> : <IconPlayerPause {...icon} />,
        onSelect: () => onSave(deal, pause, !paused),
      },
    rule &&
      mayEditField(deal, rule) && {
        key: 'stop',
        label: t('stop'),
        icon: <IconPlayerStop {...icon} />,
        danger: true,
        onSelect: () => onSave(deal, rule, null),
      },
  ];
  const offered = entries.filter((entry): entry is MenuEntry => Boolean(entry));
  if (offered.length === 0) return null;
  return (
    <Menu
      position="bottom-end"
      trigger={
        <IconButton size="small" label={t('menu', { name })}>
          <IconDots size={16} stroke={1.8} />
        </IconButton>
      }
      entries={offered}
    />
  );
}
