import { IconHourglassHigh } from '@tabler/icons-react';
import { type MouseEvent, memo, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { labelOf } from '@/api/labels';
import type { BoardCard } from '@/api/types';
import { usePhone } from '@/app/useWide';
import { stageOf, useCatalogue, useUsersById } from '@/catalogue';
import { useFormat } from '@/i18n/format';
import { Avatar } from '@/ui/Avatar';
import { Checkbox } from '@/ui/Checkbox';
import { cx } from '@/ui/cx';
import { Pill } from '@/ui/Pill';
import { Tip } from '@/ui/Tip';
import { useHold } from '@/ui/useHold';
import classes from './Card.module.css';
import { MoveMenu } from './MoveMenu';
import { amountOf } from './model';
import { TaskDot } from './TaskDot';
import type { Column } from './types';
import type { Choose } from './useChoice';
import { useDraggable } from './useDrag';

type Props = {
  card: BoardCard;
  /** The id of the column it lies in. */
  column: string;
  /** Where it may go; empty when it may not be moved. */
  targets: readonly Column[];
  /** It has been in its stage for too long. */
  rots: boolean;
  selected: boolean;
  /** Whether it is chosen, with others that something is to be done to; undefined while none is. */
  chosen: boolean | undefined;
  /** The one card of the board that Tab reaches. */
  reachable: boolean;
  onOpen: (id: string) => void;
  onMove: (card: string, to: string) => void;
  onChoose: Choose;
  /** How many cards go with it when it is dragged. */
  carried: (card: string) => number;
};

export const Card = memo(function Card(props: Props) {
  const { card, column, targets, rots, selected, chosen, reachable, onOpen, onMove } = props;
  const t = useTranslations('board');
  const catalogue = useCatalogue();
  const element = useRef<HTMLElement>(null);
  const phone = usePhone();
  // Where there is no room to drag to, a finger that rests on a card chooses it.
  const dragging = useDraggable(
    element,
    card.id,
    column,
    targets.length > 0 && !phone,
    props.carried,
  );
  const choose = (range: boolean) => props.onChoose(card.id, range);
  const press = useHold(() => phone && choose(false));
  const onClick = (event: MouseEvent) => {
    if (event.button !== 0 || event.altKey) return;
    event.preventDefault();
    if (phone && press.wasHeld()) return;
    const more = event.metaKey || event.ctrlKey || event.shiftKey;
    if (more || (phone && chosen !== undefined)) choose(event.shiftKey);
    else onOpen(card.id);
  };
  const company =
    typeof card.fields.company === 'string' ? labelOf(card.fields.company) : undefined;
  // What is won or lost lacks no next step.
  const closed =
    (stageOf(catalogue, String(card.fields.stage ?? ''))?.stage.kind ?? 'open') !== 'open';
  const name = String(card.fields.name ?? '') || t('unnamed');
  return (
    <article
      ref={element}
      data-card={card.id}
      className={cx(
        classes.card,
        dragging && classes.dragging,
        (chosen ?? selected) && classes.selected,
      )}
      {...press.handlers}
      onContextMenu={(event) => phone && press.wasHeld() && event.preventDefault()}
    >
      <div className={classes.top}>
        {chosen !== undefined && (
          <Checkbox
            className={classes.check}
            label={t('chooseCard', { deal: name })}
            checked={chosen}
            tabIndex={-1}
            onChange={() => choose(false)}
          />
        )}
        <a
          href={`/records/${card.object}/${card.id}`}
          className={classes.title}
          title={name}
          draggable={false}
          tabIndex={reachable ? 0 : -1}
          aria-current={selected || undefined}
          onClick={onClick}
        >
          {name}
        </a>
        {(card.next_task || !closed) && <TaskDot task={card.next_task} />}
      </div>
      <div className={classes.company}>{company?.label ?? asking(card)}</div>
      <Foot card={card} rots={rots} />
      {targets.length > 0 && (
        <MoveMenu
          targets={targets}
          current={column}
          reachable={reachable}
          onMove={(to) => onMove(card.id, to)}
          chosen={chosen === true}
          onChoose={() => choose(false)}
        />
      )}
    </article>
  );
});

/** Who asks, of a lead whose client is not known yet. */
const asking = ({ fields }: BoardCard) => String(fields.company_name ?? fields.contact_name ?? '');

function Foot({ card, rots }: { card: BoardCard; rots: boolean }) {
  const t = useTranslations('board');
  const format = useFormat();
  const users = useUsersById();
  const owner = typeof card.fields.owner === 'string' ? users.get(card.fields.owner) : undefined;
  const amount = amountOf(card);
  const tag = Array.isArray(card.fields.tags) ? card.fields.tags[0] : undefined;
  const days = card.days_in_stage;
  return (
    <div className={classes.foot}>
      {amount && <span className={classes.amount}>{format.money(amount, true)}</span>}
      {typeof tag === 'string' && <Pill className={classes.tag}>{tag}</Pill>}
      <span className={classes.rest}>
        {typeof days === 'number' && (
          <Tip text={t(rots ? 'rotting' : 'daysInStage', { count: days })}>
            <span className={cx(classes.days, rots && classes.rots)}>
              {rots && <IconHourglassHigh size={12} stroke={1.8} aria-label={t('rots')} />}
              {format.days(days)}
            </span>
          </Tip>
        )}
        {owner && (
          <span title={owner.name}>
            <Avatar name={owner.name} seed={owner.id} size={20} />
          </span>
        )}
      </span>
    </div>
  );
}
