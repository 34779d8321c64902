import type { Field, ObjectType, Rec, Tone } from '@/api/types';
import { momentOf } from '@/fields/shared/zone';
import type { Format } from '@/i18n/format';
import { addDays } from '@/ui/Calendar';
import { clockOf, DAY, minutesOf, type Span } from './layout';

/** How long something takes that does not say. */
export const USUAL = 30;

/** A task as the calendar sees it, or what is still to come of one that repeats. */
export type Event = Span & {
  task: Rec;
  /** When it comes again, in the words of the server; there is no task for it yet. */
  repeat: string | null;
  title: string;
  allDay: boolean;
  done: boolean;
  type: string | null;
  tone: Tone;
  assignee: string | null;
  canEdit: boolean;
};

export function typeField(object: ObjectType): Field | undefined {
  return object.fields.find((field) => field.key === 'type');
}

/** A task without a due time has no place in the calendar. */
export function eventOf(
  task: Rec,
  object: ObjectType,
  format: Format,
  repeat: string | null = null,
): Event | null {
  const due = repeat ?? task.fields.due_at;
  if (typeof due !== 'string') return null;
  const start = minutesOf(format.timeOf(due));
  const minutes = Number(task.fields.duration ?? 0);
  const type = typeof task.fields.type === 'string' ? task.fields.type : null;
  const option = typeField(object)?.options?.find((one) => one.key === type);
  return {
    id: repeat ? `${task.id} ${repeat}` : task.id,
    task,
    repeat,
    day: format.dayOf(due),
    start,
    end: start + (minutes > 0 ? minutes : USUAL),
    title: String(task.fields.title ?? ''),
    allDay: task.fields.all_day === true,
    done: typeof task.fields.done_at === 'string',
    type,
    tone: option?.tone ?? 'gray',
    assignee: typeof task.fields.assignee === 'string' ? task.fields.assignee : null,
    canEdit: task.can?.edit === true,
  };
}

/** Whether it is one of several: when it moves, it is asked whether the others do. */
export function isOfSeries({ task, done }: Event): boolean {
  return !done && typeof task.fields.recurrence === 'string';
}

/** Where an event is to stand, in the words of the server. */
export function dueOf(day: string, start: number, format: Format): string {
  const over = Math.floor(start / DAY);
  return momentOf(addDays(day, over), clockOf(start - over * DAY), format.timeZone);
}

/** The first and the last moment of some days, as a filter needs them. */
export function boundsOf(days: readonly string[], format: Format): { from: string; to: string } {
  const first = days[0] ?? format.today();
  const last = days.at(-1) ?? first;
  return {
    from: momentOf(first, '00:00', format.timeZone),
    to: momentOf(addDays(last, 1), '00:00', format.timeZone),
  };
}
