import { useTranslations } from 'use-intl';
import { type Format, useFormat } from '@/i18n/format';
import { cx } from '@/ui/cx';
import { Tip } from '@/ui/Tip';
import classes from './Tasks.module.css';

export type DueState = 'overdue' | 'today' | 'planned' | 'none';

export function dueState(
  due: string | null | undefined,
  format: Format,
  now = Date.now(),
): DueState {
  if (!due) return 'none';
  if (format.dayOf(due) === format.today())
    return new Date(due).getTime() < now ? 'overdue' : 'today';
  return new Date(due).getTime() < now ? 'overdue' : 'planned';
}

/** Red overdue, amber today, green planned, a dashed ring without a day: with the word on hover. */
export function TaskDot({ due }: { due: string | null }) {
  const t = useTranslations('tasks');
  const format = useFormat();
  const state = dueState(due, format);
  return (
    <Tip text={t(`due.${state}`)}>
      <span className={cx(classes.dot, classes[state])} role="img" aria-label={t(`due.${state}`)} />
    </Tip>
  );
}

/** When it is due: the day in near words, with the time unless it is a matter of the whole day. */
export function DueText({ due, allDay }: { due: string | null; allDay?: boolean }) {
  const format = useFormat();
  if (!due) return null;
  const state = dueState(due, format);
  return (
    <time
      className={cx(classes.dueText, state === 'overdue' && classes.late)}
      dateTime={due}
      title={format.dateTime(due)}
    >
      {format.nearDay(format.dayOf(due), format.today())} {!allDay && format.time(due)}
    </time>
  );
}
