import { useTranslations } from 'use-intl';
import { useFormat } from '@/i18n/format';
import { addDays } from '@/ui/Calendar';
import classes from './Engagement.module.css';

type Props = {
  /** How much was done on each day. */
  days: readonly number[];
  /** The first of them. */
  from: string;
  /** What fills the whole height: the same for everybody, so that people compare. */
  most: number;
};

/** A bar a day; each says its day and number to whoever points at it. */
export function DayBars({ days, from, most }: Props) {
  const t = useTranslations('funnel.engagement');
  const format = useFormat();
  return (
    <span className={classes.bars} aria-hidden>
      {days.map((count, index) => {
        const day = addDays(from, index);
        return (
          <span
            key={day}
            className={classes.day}
            title={t('onDay', { day: format.date(day), count })}
          >
            <i style={{ height: `${count ? Math.max(12, (count / most) * 100) : 0}%` }} />
          </span>
        );
      })}
    </span>
  );
}
