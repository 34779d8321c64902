import { IconCheck } from '@tabler/icons-react';
import type { Field, ObjectType, Rec } from '@/api/types';
import { isEmpty, type Shown, showValue } from '@/fields';
import { Avatar } from '@/ui/Avatar';
import { cx as join } from '@/ui/cx';
import { Skeleton } from '@/ui/State';
import { useHold } from '@/ui/useHold';
import classes from './PhoneRows.module.css';

type Props = {
  object: ObjectType;
  record: Rec | undefined;
  /** Which fields stand where. */
  places: Record<'amount' | 'state' | 'owner' | 'second', Field | undefined>;
  cx: Shown;
  /** Set while rows are chosen. */
  chosen: boolean | undefined;
  onTap: () => void;
  onHold: () => void;
};

/** A record in two lines. */
export function PhoneRow({ object, record, places, cx, chosen, onTap, onHold }: Props) {
  const { amount, state, owner, second } = places;
  const press = useHold(onHold);
  const name = record ? String(record.fields[object.title] ?? '') : '';
  const ownerId = owner && record ? record.fields[owner.key] : null;
  const ownerName = typeof ownerId === 'string' ? cx.user(ownerId)?.name : undefined;
  const show = (field: Field | undefined) =>
    field && record && !isEmpty(record.fields[field.key])
      ? showValue({ field, value: record.fields[field.key], cx, inTable: true })
      : null;
  return (
    <button
      type="button"
      className={join(classes.row, chosen && classes.chosen)}
      disabled={!record}
      aria-pressed={chosen}
      {...press.handlers}
      onClick={() => !press.wasHeld() && onTap()}
    >
      {record ? (
        <>
          {chosen ? (
            <span className={classes.check} aria-hidden>
              <IconCheck size={22} stroke={2} />
            </span>
          ) : (
            <Avatar
              name={name || '?'}
              seed={record.id}
              size={38}
              shape={object.key === 'contact' ? 'round' : 'square'}
            />
          )}
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
  );
}
