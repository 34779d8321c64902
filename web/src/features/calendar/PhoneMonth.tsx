import { useFormat } from '@/i18n/format';
import { cx } from '@/ui/cx';
import type { Event } from './events';
import classes from './PhoneMonth.module.css';
import { useDayWords } from './Words';

type Props = {
  /** Whole weeks. */
  days: readonly string[];
  day: string;
  events: readonly Event[];
  onPick: (day: string) => void;
};

/** So many tasks of a day are told apart by dots. */
const DOTS = 3;

/** A month on a telephone: a dot for each task of a day, of which the list below tells. */
export function PhoneMonth({ days, day, events, onPick }: Props) {
  const format = useFormat();
  const words = useDayWords();
  const today = format.today();
  const counts = new Map<string, number>();
  for (const event of events) counts.set(event.day, (counts.get(event.day) ?? 0) + 1);
  return (
    <div className={classes.month}>
      <div className={classes.names} aria-hidden>
        {days.slice(0, 7).map((one) => (
          <span key={one}>{words.weekday(one)}</span>
        ))}
      </div>
      <div className={classes.days}>
        {days.map((one) => {
          const count = counts.get(one) ?? 0;
          return (
            <button
              key={one}
              type="button"
              className={cx(classes.day, one.slice(0, 7) !== day.slice(0, 7) && classes.other)}
              aria-label={
                count > 0 ? `${words.long(one)}, ${format.number(count)}` : words.long(one)
              }
              aria-pressed={one === day}
              aria-current={one === today ? 'date' : undefined}
              onClick={() => onPick(one)}
            >
              <span className={classes.number}>{Number(one.slice(8))}</span>
              <span className={classes.dots} aria-hidden>
                {Array.from({ length: Math.min(count, DOTS) }, (_, index) => (
                  <i key={index} />
                ))}
              </span>
            </button>
          );
        })}
      </div>
    </div>
  );
}
