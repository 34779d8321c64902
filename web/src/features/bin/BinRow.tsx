import type { KeyboardEvent } from 'react';
import { useTranslations } from 'use-intl';
import type { ObjectType, Rec } from '@/api/types';
import { useUsersById } from '@/catalogue';
import { useFormat } from '@/i18n/format';
import { Avatar } from '@/ui/Avatar';
import { Checkbox } from '@/ui/Checkbox';
import { cx } from '@/ui/cx';
import classes from './Bin.module.css';
import { RowActions } from './RowActions';

type Props = {
  object: ObjectType;
  record: Rec;
  chosen: boolean;
  busy: boolean;
  onChoose: (on: boolean) => void;
  onOpen: () => void;
  onRestore: () => void;
  onDestroy: () => void;
};

/** A deleted record: what it is called, who deleted it and when. */
export function BinRow({ object, record, chosen, onChoose, onOpen, ...rest }: Props) {
  const t = useTranslations('bin');
  const format = useFormat();
  const users = useUsersById();
  const name = String(record.fields[object.title] ?? '');
  const by = users.get(String(record.fields.updated_by ?? ''));
  const at = record.deleted_at ?? '';
  return (
    <li className={cx(classes.row, chosen && classes.chosen)}>
      <Checkbox
        checked={chosen}
        label={t('choose', { name: name || t('unnamed') })}
        onChange={onChoose}
      />
      <button type="button" className={classes.open} onClick={onOpen} onKeyDown={alongRows}>
        <Avatar
          name={name || '?'}
          seed={record.id}
          shape={object.key === 'contact' ? 'round' : 'square'}
          size={30}
        />
        <span className={classes.words}>
          <b>{name || t('unnamed')}</b>
          <small title={at && format.dateTime(at)}>
            {by
              ? t('deletedBy', { name: by.name, ago: format.ago(at) })
              : t('deleted', { ago: format.ago(at) })}
          </small>
        </span>
      </button>
      <span className={classes.actions}>
        <RowActions object={object} record={record} {...rest} />
      </span>
    </li>
  );
}

/** Up and down go from row to row. */
function alongRows(event: KeyboardEvent<HTMLButtonElement>): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!by) return;
  event.preventDefault();
  const rows = [...document.querySelectorAll<HTMLElement>(`.${classes.open}`)];
  rows[rows.indexOf(event.currentTarget) + by]?.focus();
}
