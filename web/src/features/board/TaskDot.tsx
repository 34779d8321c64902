import { useTranslations } from 'use-intl';
import type { NextTask } from '@/api/types';
import { useFormat } from '@/i18n/format';
import { cx } from '@/ui/cx';
import { Tip } from '@/ui/Tip';
import classes from './Card.module.css';

/** The state of a deal's next task at a glance: red overdue, amber today, green planned, a dashed ring for none. */
export function TaskDot({ task }: { task: NextTask }) {
  const t = useTranslations('board');
  const format = useFormat();
  const state = task?.state ?? 'none';
  const words = task
    ? t(`task.${task.state}`, {
        task: task.title,
        when: task.due_at ? format.nearDay(format.dayOf(task.due_at), format.today()) : '',
      })
    : t('task.none');
  return (
    <Tip text={words}>
      <span className={cx(classes.dot, classes[state])} role="img" aria-label={words} />
    </Tip>
  );
}
