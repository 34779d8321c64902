import { type KeyboardEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { DAY } from './layout';
import classes from './TimeGrid.module.css';
import { spanText, useDayWords } from './Words';

type Props = {
  days: readonly string[];
  first: string;
  onCreate: (day: string, start: number, end: number) => void;
};

const HALF = 30;

/** The free place under the keys: arrows carry it over the grid, Shift makes it longer, Enter plans a task there. */
export function Slot({ days, first, onCreate }: Props) {
  const t = useTranslations('calendar');
  const words = useDayWords();
  const [at, setAt] = useState({
    column: Math.max(0, days.indexOf(first)),
    start: 540,
    length: HALF,
  });
  const column = Math.min(at.column, days.length - 1);
  const day = days[column] ?? first;
  const onKeyDown = (event: KeyboardEvent) => {
    const down = { ArrowDown: 1, ArrowUp: -1 }[event.key] ?? 0;
    const right = { ArrowRight: 1, ArrowLeft: -1 }[event.key] ?? 0;
    if (!down && !right) return;
    event.preventDefault();
    event.stopPropagation();
    setAt((now) => {
      if (event.shiftKey) {
        return {
          ...now,
          length: Math.max(HALF, Math.min(DAY - now.start, now.length + down * HALF)),
        };
      }
      const start = Math.max(0, Math.min(DAY - HALF, now.start + down * HALF));
      return {
        column: Math.max(0, Math.min(days.length - 1, column + right)),
        start,
        length: Math.min(now.length, DAY - start),
      };
    });
    event.currentTarget.scrollIntoView({ block: 'nearest' });
  };
  const when = `${words.long(day)}, ${spanText(at.start, at.start + at.length)}`;
  return (
    <button
      type="button"
      className={classes.slot}
      aria-label={t('newAt', { when })}
      style={{
        top: `${(at.start / DAY) * 100}%`,
        height: `${(at.length / DAY) * 100}%`,
        left: `calc(${(column / days.length) * 100}% + 2px)`,
        width: `calc(${100 / days.length}% - 5px)`,
      }}
      onKeyDown={onKeyDown}
      onClick={() => onCreate(day, at.start, at.start + at.length)}
    >
      {spanText(at.start, at.start + at.length)}
    </button>
  );
}
