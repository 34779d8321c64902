import { IconInfoCircle, IconPlus } from '@tabler/icons-react';
import { useFormat } from '@/i18n/format';
import { ToneSquare } from '@/ui/Pill';
import { Tip } from '@/ui/Tip';
import classes from './Column.module.css';
import { useBoardText } from './object';
import { TaskBar } from './TaskBar';
import type { Column, TaskCounts, TaskState } from './types';

/** So many characters of both sums fit beside each other in the narrowest column. */
const ROOM = 28;

type Props = {
  column: Column;
  tasks: TaskCounts | undefined;
  task: TaskState | undefined;
  onTask: (task: TaskState | undefined) => void;
  onAdd?: () => void;
};

/** Name and count, then what the deals add up to and what of it can be expected. */
export function ColumnHead({ column, tasks, task, onTask, onAdd }: Props) {
  const t = useBoardText();
  const format = useFormat();
  const { stage } = column;
  return (
    <header className={classes.head}>
      <div className={classes.names}>
        <ToneSquare tone={stage.tone} />
        <h2 className={classes.name} title={stage.name}>
          {stage.name}
        </h2>
        <span className={classes.count}>{format.number(column.count)}</span>
        {onAdd && (
          <button
            type="button"
            className={classes.add}
            aria-label={t('addTo', { stage: stage.name })}
            title={t('addTo', { stage: stage.name })}
            onClick={onAdd}
          >
            <IconPlus size={15} aria-hidden />
          </button>
        )}
      </div>
      <div className={classes.sums}>
        {column.sum && <b>{format.money(column.sum, true)}</b>}
        {column.unconverted > 0 && (
          <Tip text={t('unconverted', { count: column.unconverted })}>
            <span
              className={classes.note}
              role="img"
              aria-label={t('unconverted', { count: column.unconverted })}
            >
              <IconInfoCircle size={13} aria-hidden />
            </span>
          </Tip>
        )}
        {stage.kind !== 'lost' && <Weighted column={column} />}
      </div>
      {stage.kind === 'open' && tasks && (
        <TaskBar where={stage.name} counts={tasks} chosen={task} onChoose={onTask} />
      )}
    </header>
  );
}

/** What of the sum can be expected, shortened where both do not fit; nothing when amounts are hidden. */
function Weighted({ column }: { column: Column }) {
  const t = useBoardText();
  const format = useFormat();
  const { sum, weighted, stage, month, unconverted } = column;
  if (!sum || !weighted) return null;
  const words = (money: string) =>
    month
      ? t('expected', { sum: money })
      : t('weightedSum', { probability: format.percent(stage.probability / 100, 0), sum: money });
  const exact = words(format.money(weighted, true));
  const room = ROOM - (unconverted > 0 ? 4 : 0);
  const fits = format.money(sum, true).length + exact.length <= room;
  return (
    <span className={classes.weighted} title={t('weighted', { sum: exact })}>
      {fits ? exact : words(format.compactMoney(weighted))}
    </span>
  );
}
