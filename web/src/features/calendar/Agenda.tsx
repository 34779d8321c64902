import { IconCalendarOff, IconRepeat } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type { ObjectType, Rec } from '@/api/types';
import { TaskRow } from '@/features/tasks/TaskRow';
import tasks from '@/features/tasks/Tasks.module.css';
import { useFormat } from '@/i18n/format';
import { cx } from '@/ui/cx';
import { Empty } from '@/ui/State';
import type { Event } from './events';
import { clockOf } from './layout';
import { useDayWords } from './Words';

type Props = {
  object: ObjectType;
  events: readonly Event[];
  openId: string | undefined;
  showAssignee: boolean;
  onOpen: (event: Event) => void;
  onComplete: (task: Rec) => void;
};

/** What comes, day after day, as a list. */
export function Agenda({ object, events, openId, showAssignee, onOpen, onComplete }: Props) {
  const t = useTranslations('calendar');
  const format = useFormat();
  const words = useDayWords();
  const days = useMemo(() => {
    const found = new Map<string, Event[]>();
    for (const event of [...events].sort((a, b) => a.start - b.start)) {
      found.set(event.day, [...(found.get(event.day) ?? []), event]);
    }
    return [...found].sort(([a], [b]) => a.localeCompare(b));
  }, [events]);
  if (days.length === 0) {
    return (
      <Empty
        icon={<IconCalendarOff size={22} stroke={1.6} />}
        title={t('nothing')}
        hint={t('nothingHint')}
      />
    );
  }
  const today = format.today();
  return (
    <div>
      {days.map(([day, list]) => (
        <section key={day} className={tasks.group}>
          <h2 className={tasks.groupTitle}>
            {day === today ? `${format.nearDay(day, today)}, ` : ''}
            {words.long(day)}
            <span className={tasks.groupCount}>{list.length}</span>
          </h2>
          <ul>
            {list.map((event) =>
              event.repeat ? (
                <RepeatRow key={event.id} event={event} onOpen={() => onOpen(event)} />
              ) : (
                <TaskRow
                  key={event.id}
                  task={event.task}
                  object={object}
                  open={event.id === openId}
                  showAssignee={showAssignee}
                  onOpen={() => onOpen(event)}
                  onComplete={() => onComplete(event.task)}
                />
              ),
            )}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** What is still to come of a series cannot be ticked off yet. */
function RepeatRow({ event, onOpen }: { event: Event; onOpen: () => void }) {
  const t = useTranslations('calendar');
  return (
    <li className={tasks.row}>
      <IconRepeat size={16} stroke={1.6} className={tasks.sign} aria-hidden />
      <button type="button" className={cx(tasks.title, tasks.doneTitle)} onClick={onOpen}>
        {event.title}
      </button>
      <span className={tasks.facts}>
        <span className={tasks.dueText}>{t('repetition')}</span>
        {!event.allDay && <span className={tasks.dueText}>{clockOf(event.start)}</span>}
      </span>
    </li>
  );
}
