import { IconCheck, IconRepeat } from '@tabler/icons-react';
import type { KeyboardEvent, PointerEvent as Press } from 'react';
import { cx } from '@/ui/cx';
import classes from './Chip.module.css';
import type { Event } from './events';
import { clockOf } from './layout';
import { coloursOf } from './tones';

type Props = {
  event: Event;
  by: 'type' | 'owner';
  name: string;
  opened: boolean;
  lifted: boolean;
  onPress: (press: Press) => void;
  onOpen: () => void;
  onShift: (days: number) => void;
};

/** A task as one line: in the month and in the row of what lasts all day. Shift with the arrows carries it along. */
export function Chip({ event, by, name, opened, lifted, onPress, onOpen, onShift }: Props) {
  const onKeyDown = (key: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 7, ArrowUp: -7 }[key.key];
    if (!by || !key.shiftKey || !event.canEdit) return;
    key.preventDefault();
    onShift(by);
  };
  return (
    <button
      type="button"
      data-block={event.id}
      aria-label={name}
      title={name}
      className={cx(
        classes.chip,
        event.allDay && classes.filled,
        event.done && classes.done,
        event.repeat && classes.repeat,
        opened && classes.opened,
        lifted && classes.lifted,
        event.canEdit && classes.movable,
      )}
      style={coloursOf(event, by)}
      onPointerDown={onPress}
      onClick={(click) => {
        click.stopPropagation();
        onOpen();
      }}
      onKeyDown={onKeyDown}
    >
      {event.done ? (
        <IconCheck size={12} stroke={2.6} className={classes.check} aria-hidden />
      ) : event.repeat ? (
        <IconRepeat size={12} stroke={2} className={classes.check} aria-hidden />
      ) : (
        !event.allDay && <i className={classes.dot} aria-hidden />
      )}
      {!event.allDay && <span className={classes.time}>{clockOf(event.start)}</span>}{' '}
      <span className={classes.title}>{event.title}</span>
    </button>
  );
}
