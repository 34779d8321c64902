import type { Rec } from '@/api/types';
import type { Format } from '@/i18n/format';
import { dueState } from './Due';

export type TaskGroup = { key: string; day: string | null; tasks: Rec[] };

/** Open tasks: all overdue together, then day by day, those without a day last. */
export function groupByDay(tasks: Rec[], field: 'due_at' | 'done_at', format: Format): TaskGroup[] {
  const groups = new Map<string, TaskGroup>();
  for (const task of tasks) {
    const at = task.fields[field];
    const moment = typeof at === 'string' ? at : null;
    const day = moment ? format.dayOf(moment) : null;
    const late =
      field === 'due_at' && dueState(moment, format) === 'overdue' && day !== format.today();
    const key = late ? 'overdue' : (day ?? 'none');
    const group = groups.get(key) ?? { key, day: late ? null : day, tasks: [] };
    group.tasks.push(task);
    groups.set(key, group);
  }
  const list = [...groups.values()];
  const none = list.filter((group) => group.key === 'none');
  return [...list.filter((group) => group.key !== 'none'), ...none];
}
