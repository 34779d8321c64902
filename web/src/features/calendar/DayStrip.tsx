import { useFormat } from '@/i18n/format';
import classes from './DayStrip.module.css';
import { daysOf } from './range';
import { useDayWords } from './Words';

type Props = { day: string; firstDay: number; onPick: (day: string) => void };

/** The week above the day, on a telephone. */
export function DayStrip({ day, firstDay, onPick }: Props) {
  const words = useDayWords();
  const format = useFormat();
  const today = format.today();
  return (
    <div className={classes.strip}>
      {daysOf('week', day, firstDay).map((one) => (
        <button
          key={one}
          type="button"
          className={classes.day}
          aria-pressed={one === day}
          aria-current={one === today ? 'date' : undefined}
          onClick={() => onPick(one)}
        >
          <span className={classes.name}>{words.weekday(one)}</span>
          <span className={classes.number}>{Number(one.slice(8))}</span>
          <span className={classes.said}>{words.monthOnly(one)}</span>
        </button>
      ))}
    </div>
  );
}
