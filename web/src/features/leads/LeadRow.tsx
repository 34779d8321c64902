import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { Email, ObjectType, Phone, Rec } from '@/api/types';
import { fieldOf, useUsersById } from '@/catalogue';
import { useFormat } from '@/i18n/format';
import { Avatar } from '@/ui/Avatar';
import { Checkbox } from '@/ui/Checkbox';
import { cx } from '@/ui/cx';
import { Pill } from '@/ui/Pill';
import classes from './Leads.module.css';

type Props = {
  lead: Rec;
  object: ObjectType;
  open: boolean;
  ticked: boolean;
  onTick: (on: boolean) => void;
  onOpen: () => void;
};

/** An inquiry in three lines: what it is about, who asks and how he is reached, what he says. */
export function LeadRow({ lead, object, open, ticked, onTick, onOpen }: Props) {
  const t = useTranslations('leads');
  const format = useFormat();
  const users = useUsersById();
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (open) row.current?.scrollIntoView({ block: 'nearest' });
  }, [open]);
  const text = (key: string) => {
    const value = lead.fields[key];
    return typeof value === 'string' ? value : '';
  };
  const name = text(object.title) || object.label;
  const reached = [
    ((lead.fields.phones as Phone[] | null) ?? [])[0]?.value,
    ((lead.fields.emails as Email[] | null) ?? [])[0]?.value,
  ];
  const who = [text('contact_name'), text('company_name'), ...reached];
  const status = fieldOf(object, 'status')?.options?.find((one) => one.key === text('status'));
  const owner = users.get(text('owner'));
  const said = text('status') === 'rejected' ? 'reject_reason' : null;
  const reason =
    said && fieldOf(object, said)?.options?.find((one) => one.key === text(said))?.label;
  return (
    <li ref={row} className={cx(classes.row, open && classes.opened)}>
      <Checkbox label={t('choose', { name })} checked={ticked} onChange={onTick} />
      <button
        type="button"
        className={classes.main}
        aria-current={open || undefined}
        onClick={onOpen}
      >
        <span className={classes.top}>
          <span className={classes.name}>{name}</span>
          {text('source') && <Pill>{text('source')}</Pill>}
          {status && text('status') !== 'new' && <Pill tone={status.tone}>{status.label}</Pill>}
          {reason && <span className={classes.quiet}>{reason}</span>}
          <span className={classes.when}>{format.ago(text('created_at'))}</span>
        </span>
        <span className={classes.who}>
          {who.filter((one) => one && one !== name).join(' · ') || t('nobodyNamed')}
        </span>
        {text('note') && <span className={classes.note}>{text('note')}</span>}
      </button>
      {owner && (
        <span title={owner.name} className={classes.owner}>
          <Avatar name={owner.name} seed={owner.id} size={22} />
        </span>
      )}
    </li>
  );
}
