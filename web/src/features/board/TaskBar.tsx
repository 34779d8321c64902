import { cx } from '@/ui/cx';
import { Tip } from '@/ui/Tip';
import { useBoardText } from './object';
import classes from './TaskBar.module.css';
import type { TaskCounts, TaskState } from './types';

type Props = {
  /** The column's name, for those who hear it. */
  where: string;
  counts: TaskCounts;
  chosen: TaskState | undefined;
  onChoose: (task: TaskState | undefined) => void;
};

const states: readonly TaskState[] = ['overdue', 'today', 'planned', 'none'];

/** How the next tasks of a column's deals stand, as shares of a bar; a click leaves only those on the board. */
export function TaskBar({ where, counts, chosen, onChoose }: Props) {
  const t = useBoardText();
  const some = states.filter((state) => counts[state] > 0);
  if (some.length === 0) return <div className={classes.bar} aria-hidden />;
  return (
    <div className={classes.bar} role="group" aria-label={t('tasksOf', { stage: where })}>
      {some.map((state) => {
        const words = t(`taskCount.${state}`, { count: counts[state] });
        return (
          <Tip key={state} text={words}>
            <button
              type="button"
              className={cx(classes.share, classes[state])}
              style={{ flexGrow: counts[state] }}
              aria-label={words}
              aria-pressed={chosen === state}
              onClick={() => onChoose(chosen === state ? undefined : state)}
            />
          </Tip>
        );
      })}
    </div>
  );
}
