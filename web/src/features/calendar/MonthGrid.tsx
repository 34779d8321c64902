import { IconPlus } from '@tabler/icons-react';
import { useLayoutEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useFormat } from '@/i18n/format';
import { addDays } from '@/ui/Calendar';
import { cx } from '@/ui/cx';
import { Chip } from './Chip';
import type { Event } from './events';
import classes from './MonthGrid.module.css';
import { isWeekend } from './range';
import type { GridProps } from './TimeGrid';
import { useDayDrag } from './useDayDrag';
import { useDayWords, useEventName } from './Words';

const HEAD = 30;
const LINE = 23;
/** When a new task of a day begins that was not given an hour. */
const MORNING = 540;

/** Whole weeks of a month; what has no room is behind "more". */
export function MonthGrid(props: GridProps & { month: string }) {
  const { object, days, events, by, openId, month, onOpen, onCreate, onShift, onDay } = props;
  const t = useTranslations('calendar');
  const format = useFormat();
  const words = useDayWords();
  const nameOf = useEventName(object);
  const frame = useRef<HTMLDivElement>(null);
  const refocus = useRef<string | null>(null);
  const [room, setRoom] = useState(3);
  const [said, setSaid] = useState('');
  const today = format.today();
  const weeks = days.length / 7;
  const drag = useDayDrag((event, day) => onShift(event, day, event.start));

  useLayoutEffect(() => {
    const box = frame.current;
    if (!box) return undefined;
    const measure = () =>
      setRoom(Math.max(1, Math.floor((box.clientHeight / weeks - HEAD) / LINE)));
    measure();
    const watcher = new ResizeObserver(measure);
    watcher.observe(box);
    return () => watcher.disconnect();
  }, [weeks]);
  useLayoutEffect(() => {
    if (!refocus.current) return;
    const chip = frame.current?.querySelector<HTMLElement>(`[data-block="${refocus.current}"]`);
    if (chip && document.activeElement !== chip) chip.focus();
  });

  const carry = (event: Event, by: number) => {
    const day = addDays(event.day, by);
    if (!days.includes(day)) return;
    refocus.current = event.id;
    setSaid(words.long(day));
    onShift(event, day, event.start);
  };
  const of = (day: string) =>
    events
      .filter((event) => event.day === day)
      .sort((a, b) => Number(b.allDay) - Number(a.allDay) || a.start - b.start);

  return (
    <div className={classes.month}>
      <div className={classes.names} aria-hidden>
        {days.slice(0, 7).map((day) => (
          <span key={day}>{words.weekday(day)}</span>
        ))}
      </div>
      <div
        ref={frame}
        className={classes.weeks}
        style={{ gridTemplateRows: `repeat(${weeks}, minmax(0, 1fr))` }}
        onBlur={() => {
          refocus.current = null;
        }}
      >
        {days.map((day) => {
          const list = of(day);
          const shown = list.length > room ? list.slice(0, Math.max(0, room - 1)) : list;
          return (
            <div
              key={day}
              data-cell={day}
              className={cx(
                classes.day,
                day.slice(0, 7) !== month && classes.other,
                isWeekend(day) && classes.weekend,
                drag.over?.day === day && classes.over,
              )}
            >
              <div className={classes.top}>
                <button
                  type="button"
                  className={classes.number}
                  aria-label={words.long(day)}
                  aria-current={day === today ? 'date' : undefined}
                  onClick={() => onDay(day)}
                >
                  {Number(day.slice(8))}
                </button>
                {object.can.create && (
                  <button
                    type="button"
                    className={classes.add}
                    aria-label={t('newAt', { when: words.long(day) })}
                    onClick={() => onCreate(day, MORNING, MORNING + 30)}
                  >
                    <IconPlus size={14} aria-hidden />
                  </button>
                )}
              </div>
              {shown.map((event) => (
                <Chip
                  key={event.id}
                  event={event}
                  by={by}
                  name={nameOf(event, true)}
                  opened={event.id === openId}
                  lifted={drag.over?.id === event.id}
                  onPress={(press) => drag.begin(press, event)}
                  onOpen={() => !drag.wasDrag() && onOpen(event)}
                  onShift={(by) => carry(event, by)}
                />
              ))}
              {list.length > shown.length && (
                <button type="button" className={classes.more} onClick={() => onDay(day)}>
                  {t('more', { count: list.length - shown.length })}
                </button>
              )}
            </div>
          );
        })}
      </div>
      <p className={classes.said} role="status">
        {said}
      </p>
    </div>
  );
}
