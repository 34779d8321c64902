import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ObjectType } from '@/api/types';
import { useFormat } from '@/i18n/format';
import { addDays } from '@/ui/Calendar';
import { cx } from '@/ui/cx';
import { Block } from './Block';
import { Chip } from './Chip';
import type { Event } from './events';
import { clockOf, DAY, minutesOf, type Placed, pieces, STEP, sideBySide } from './layout';
import { isWeekend } from './range';
import { Slot } from './Slot';
import classes from './TimeGrid.module.css';
import { type Draft, useBlockDrag } from './useBlockDrag';
import { useDayDrag } from './useDayDrag';
import { spanText, useDayWords, useEventName } from './Words';

export type GridProps = {
  object: ObjectType;
  days: readonly string[];
  events: readonly Event[];
  by: 'type' | 'owner';
  openId: string | undefined;
  onOpen: (event: Event) => void;
  /** A new task here; `end` in minutes of the same day. All day when `start` is null. */
  onCreate: (day: string, start: number | null, end: number) => void;
  /** To another day or time. */
  onShift: (event: Event, day: string, start: number) => void;
  onStretch: (event: Event, minutes: number) => void;
  onDay: (day: string) => void;
};

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const next = (day: string) => addDays(day, 1);

/** A day or a week by the hour. */
export function TimeGrid(props: GridProps) {
  const { object, days, events, by, openId, onOpen, onCreate, onShift, onStretch, onDay } = props;
  const t = useTranslations('calendar');
  const format = useFormat();
  const words = useDayWords();
  const nameOf = useEventName(object);
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const refocus = useRef<string | null>(null);
  const [said, setSaid] = useState('');
  const today = format.today();
  const now = useNow();

  const byId = useMemo(() => new Map(events.map((event) => [event.id, event])), [events]);
  const onDone = (draft: Draft) => {
    const event = draft.id ? byId.get(draft.id) : undefined;
    if (draft.kind === 'create') onCreate(draft.day, draft.start, draft.end);
    else if (event && draft.kind === 'stretch') onStretch(event, draft.end - draft.start);
    else if (event) onShift(event, draft.day, draft.start);
  };
  const { draft, begin, wasDrag } = useBlockDrag({ grid, scroller, onDone });
  const whole = useDayDrag((event, day) => onShift(event, day, event.start));

  const blocks = useMemo(() => {
    const shown = events
      .filter((event) => !event.allDay)
      .map((event) =>
        draft?.id === event.id
          ? { ...event, day: draft.day, start: draft.start, end: draft.end }
          : event,
      );
    const byDay = new Map<string, ReturnType<typeof pieces>>();
    for (const piece of shown.flatMap((event) =>
      pieces({ id: event.id, day: event.day, start: event.start, end: event.end }, next),
    )) {
      byDay.set(piece.day, [...(byDay.get(piece.day) ?? []), piece]);
    }
    return days.flatMap((day, column) =>
      sideBySide(byDay.get(day) ?? []).map((at): { at: Placed; column: number } => ({
        at,
        column,
      })),
    );
  }, [events, days, draft]);

  // The hours of work first; what lies outside is a turn of the wheel away.
  useLayoutEffect(() => {
    const hour = (grid.current?.offsetHeight ?? 0) / 24;
    if (scroller.current) scroller.current.scrollTop = hour * 7 - 14;
  }, []);
  // A block carried by keys to another day keeps the focus.
  useLayoutEffect(() => {
    if (!refocus.current) return;
    const block = scroller.current?.querySelector<HTMLElement>(`[data-block="${refocus.current}"]`);
    if (block && document.activeElement !== block) block.focus();
  });

  const shift = (event: Event, by: number, minutes: number) => {
    const start = Math.max(0, Math.min(DAY - STEP, event.start + minutes));
    const day = addDays(event.day, by);
    if (start === event.start && by === 0) return;
    if (by !== 0 && !days.includes(day)) return;
    refocus.current = event.id;
    setSaid(`${words.long(day)}, ${spanText(start, start + event.end - event.start)}`);
    onShift(event, day, start);
  };
  const stretch = (event: Event, by: number) => {
    const length = event.end - event.start + by;
    if (length < STEP) return;
    setSaid(spanText(event.start, event.start + length));
    onStretch(event, length);
  };
  const step = (from: HTMLElement | null, by: number) => {
    const all = [...(grid.current?.querySelectorAll<HTMLElement>('[data-block]') ?? [])];
    const at = from ? all.indexOf(from) : -1;
    all[(at + by + all.length) % all.length]?.focus();
  };
  const allDay = object.fields.some((field) => field.key === 'all_day');
  const style = { '--days': days.length } as React.CSSProperties;

  return (
    <div
      ref={scroller}
      className={classes.scroller}
      style={style}
      onBlur={() => (refocus.current = null)}
    >
      <div className={classes.head}>
        <div className={classes.names}>
          <span className={classes.corner} />
          {days.map((day) => (
            <button
              key={day}
              type="button"
              className={cx(classes.name, isWeekend(day) && classes.weekend)}
              aria-current={day === today ? 'date' : undefined}
              onClick={() => onDay(day)}
            >
              <span>{words.weekday(day)}</span>
              <span className={classes.number}>{Number(day.slice(8))}</span>
              <span className={classes.said}>{words.monthOnly(day)}</span>
            </button>
          ))}
        </div>
        {allDay && (
          <div className={classes.whole}>
            <span className={classes.wholeName}>{t('allDay')}</span>
            {days.map((day) => (
              <div
                key={day}
                data-cell={day}
                className={cx(classes.wholeDay, whole.over?.day === day && classes.over)}
                onClick={() => onCreate(day, null, 0)}
              >
                {events
                  .filter((event) => event.allDay && event.day === day)
                  .map((event) => (
                    <Chip
                      key={event.id}
                      event={event}
                      by={by}
                      name={nameOf(event, true)}
                      opened={event.id === openId}
                      lifted={whole.over?.id === event.id}
                      onPress={(press) => whole.begin(press, event)}
                      onOpen={() => !whole.wasDrag() && onOpen(event)}
                      onShift={(by) => shift(event, by, 0)}
                    />
                  ))}
              </div>
            ))}
          </div>
        )}
      </div>
      <div className={classes.body}>
        <div className={classes.hours} aria-hidden>
          {HOURS.slice(1).map((hour) => (
            <span key={hour} style={{ top: `${(hour / 24) * 100}%` }}>
              {clockOf(hour * 60)}
            </span>
          ))}
        </div>
        <div ref={grid} className={classes.grid}>
          {days.map((day) => (
            <div
              key={day}
              data-day={day}
              className={cx(classes.column, isWeekend(day) && classes.off)}
              onPointerDown={(press) => begin(press, 'create', null)}
              onClick={(click) => {
                if (wasDrag()) return;
                const box = click.currentTarget.getBoundingClientRect();
                const half = Math.floor(((click.clientY - box.top) / box.height) * 48);
                onCreate(day, half * 30, half * 30 + 30);
              }}
            >
              {day === today && (
                <i className={classes.now} style={{ top: `${(now(format) / DAY) * 100}%` }} />
              )}
            </div>
          ))}
          {blocks.map(({ at, column }) => {
            const event = byId.get(at.id);
            if (!event) return null;
            const shown =
              draft?.id === event.id ? { ...event, start: draft.start, end: draft.end } : event;
            return (
              <Block
                key={`${at.id} ${at.before}`}
                event={shown}
                at={at}
                column={column}
                columns={days.length}
                by={by}
                name={nameOf(event)}
                opened={event.id === openId}
                lifted={draft?.id === event.id}
                onPress={(press, kind) => begin(press, kind, event)}
                onOpen={() => !wasDrag() && onOpen(event)}
                onShift={(by, minutes) => shift(event, by, minutes)}
                onStretch={(by) => stretch(event, by)}
                onStep={(by) => step(document.activeElement as HTMLElement, by)}
              />
            );
          })}
          {draft?.kind === 'create' && (
            <div
              className={classes.draft}
              style={{
                top: `${(draft.start / DAY) * 100}%`,
                height: `${((draft.end - draft.start) / DAY) * 100}%`,
                left: `calc(${(days.indexOf(draft.day) / days.length) * 100}% + 2px)`,
                width: `calc(${100 / days.length}% - 5px)`,
              }}
            >
              {spanText(draft.start, draft.end)}
            </div>
          )}
          {object.can.create && (
            <Slot
              days={days}
              first={days.includes(today) ? today : (days[0] ?? today)}
              onCreate={onCreate}
            />
          )}
        </div>
      </div>
      <p className={classes.said} role="status">
        {said}
      </p>
    </div>
  );
}

/** Minutes of today, kept true while the page stays open. */
function useNow(): (format: ReturnType<typeof useFormat>) => number {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 60_000);
    return () => clearInterval(timer);
  }, []);
  return (format) => minutesOf(format.timeOf(Date.now()));
}
