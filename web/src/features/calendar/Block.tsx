import { IconCheck, IconRepeat } from '@tabler/icons-react';
import type { KeyboardEvent, PointerEvent as Press } from 'react';
import { cx } from '@/ui/cx';
import classes from './Block.module.css';
import type { Event } from './events';
import { DAY, type Placed, STEP } from './layout';
import { coloursOf } from './tones';
import { spanText } from './Words';

type Props = {
  event: Event;
  at: Placed;
  /** Which of the columns, of how many. */
  column: number;
  columns: number;
  by: 'type' | 'owner';
  name: string;
  opened: boolean;
  lifted: boolean;
  onPress: (press: Press, kind: 'move' | 'stretch') => void;
  onOpen: () => void;
  onShift: (days: number, minutes: number) => void;
  onStretch: (minutes: number) => void;
  onStep: (by: 1 | -1) => void;
};

/** One task on the grid. Dragged it moves, its lower edge stretches it; Shift with the arrows does the same. */
export function Block(props: Props) {
  const { event, at, column, columns, by, name, opened, lifted } = props;
  const short = at.end - at.start <= 30;
  const onKeyDown = (key: KeyboardEvent) => {
    const down = { ArrowDown: 1, ArrowUp: -1 }[key.key];
    const right = { ArrowRight: 1, ArrowLeft: -1 }[key.key];
    if (down === undefined && right === undefined) return;
    key.preventDefault();
    if (!key.shiftKey) props.onStep((down ?? right) as 1 | -1);
    else if (!event.canEdit) return;
    else if (down && (key.ctrlKey || key.metaKey)) {
      if (!event.repeat) props.onStretch(down * STEP);
    } else if (down) props.onShift(0, down * STEP);
    else if (right) props.onShift(right, 0);
  };
  return (
    <button
      type="button"
      data-block={event.id}
      aria-label={name}
      title={name}
      aria-keyshortcuts="Shift+ArrowUp Shift+ArrowDown Shift+ArrowLeft Shift+ArrowRight"
      className={cx(
        classes.block,
        short && classes.short,
        event.done && classes.done,
        event.repeat && classes.repeat,
        opened && classes.opened,
        lifted && classes.lifted,
        event.canEdit && classes.movable,
        at.before && classes.before,
        at.after && classes.after,
      )}
      style={{
        ...coloursOf(event, by),
        top: `${(at.start / DAY) * 100}%`,
        height: `${((Math.min(DAY, at.end) - at.start) / DAY) * 100}%`,
        left: `calc(${((column + at.left) / columns) * 100}% + 2px)`,
        width: `calc(${(at.width / columns) * 100}% - 5px)`,
      }}
      onPointerDown={(press) => event.canEdit && props.onPress(press, 'move')}
      onClick={props.onOpen}
      onKeyDown={onKeyDown}
    >
      <span className={classes.title}>
        {event.done && <IconCheck size={12} stroke={2.6} className={classes.check} aria-hidden />}
        {event.repeat && <IconRepeat size={12} stroke={2} className={classes.check} aria-hidden />}
        {event.title}
      </span>{' '}
      <span className={classes.time}>{spanText(event.start, event.end)}</span>
      {event.canEdit && !event.repeat && !at.after && (
        <span
          className={classes.edge}
          onPointerDown={(press) => {
            press.stopPropagation();
            props.onPress(press, 'stretch');
          }}
        />
      )}
    </button>
  );
}
