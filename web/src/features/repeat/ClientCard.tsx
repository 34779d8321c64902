import { IconDots, IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { Money, ObjectType, Rec } from '@/api/types';
import { useDraggable } from '@/features/board/useDrag';
import { useFormat } from '@/i18n/format';
import { Avatar } from '@/ui/Avatar';
import { Button, IconButton } from '@/ui/Button';
import { cx } from '@/ui/cx';
import { Menu } from '@/ui/Menu';
import { Pill } from '@/ui/Pill';
import { type Period, periods } from './periods';
import classes from './Repeat.module.css';

type Props = {
  client: Rec;
  object: ObjectType;
  period: Period;
  onMove: (period: Period) => void;
  /** Makes a deal of the purchase that is expected; not offered to whoever may not. */
  onDeal: (() => void) | undefined;
};

/** A client from whom a purchase is expected: when, how much, and when the last one was. */
export function ClientCard({ client, object, period, onMove, onDeal }: Props) {
  const t = useTranslations('repeat');
  const format = useFormat();
  const card = useRef<HTMLElement>(null);
  const movable = client.can?.edit === true;
  const dragging = useDraggable(card, client.id, period, movable);
  const { next_purchase_on: on, last_purchase_on: last, purchases } = client.fields;
  const amount = client.fields.next_purchase_amount as Money | null;
  const name = String(client.fields[object.title] ?? '');
  return (
    <article ref={card} className={cx(classes.card, dragging && classes.dragging)}>
      <div className={classes.top}>
        <Avatar
          name={name || '?'}
          seed={client.id}
          size={22}
          shape={client.object === 'contact' ? 'round' : 'square'}
        />
        <Link
          to="/records/$object/$id"
          params={{ object: client.object, id: client.id }}
          className={classes.name}
        >
          {name}
        </Link>
        {movable && (
          <Menu
            position="bottom-end"
            trigger={
              <IconButton size="small" label={t('menu', { name })}>
                <IconDots size={15} stroke={1.8} />
              </IconButton>
            }
            entries={periods
              .filter((other) => other !== period && other !== 'overdue')
              .map((other) => ({
                key: other,
                label: t('moveTo', { period: t(`period.${other}`) }),
                onSelect: () => onMove(other),
              }))}
          />
        )}
      </div>
      <div className={classes.facts}>
        {amount && <b>{format.money(amount)}</b>}
        {typeof on === 'string' && (
          <Pill tone={period === 'overdue' ? 'red' : 'gray'}>{format.date(on)}</Pill>
        )}
      </div>
      <div className={classes.foot}>
        <span className={classes.past}>
          {typeof last === 'string' ? (
            <>
              <span>{t('last', { date: format.date(last) })}</span>
              <span>{t('purchases', { count: Number(purchases ?? 0) })}</span>
            </>
          ) : (
            t('never')
          )}
        </span>
        {onDeal && (
          <Button size="small" look="quiet" icon={<IconPlus size={13} />} onClick={onDeal}>
            {t('deal')}
          </Button>
        )}
      </div>
    </article>
  );
}
