import { IconInfoCircle, IconPlus } from '@tabler/icons-react';
import { useFormat } from '@/i18n/format';
import { ToneSquare } from '@/ui/Pill';
import { Tip } from '@/ui/Tip';
import classes from './Column.module.css';
import { useBoardObject, useBoardText } from './object';
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
  const { sum, expected } = useFigures(column);
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
        {sum && <b title={sum.exact}>{sum.shown}</b>}
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
        {expected && (
          <span className={classes.weighted} title={t('weighted', { sum: expected.exact })}>
            {expected.shown}
          </span>
        )}
      </div>
      {stage.kind === 'open' && tasks && (
        <TaskBar where={stage.name} counts={tasks} chosen={task} onChoose={onTask} />
      )}
    </header>
  );
}

type Figure = { shown: string; exact: string };

/** The sum and what of it can be expected, shortened as far as both fit; nothing where amounts are hidden. */
function useFigures(column: Column): { sum?: Figure; expected?: Figure } {
  const t = useBoardText();
  const format = useFormat();
  const of = useBoardObject();
  const { sum, weighted, stage, month, unconverted } = column;
  // Inquiries seldom say what they are worth.
  if (!sum || (of === 'lead' && Number(sum.amount) === 0)) return {};
  const exact = format.money(sum, true);
  if (!weighted || stage.kind === 'lost') return { sum: { shown: exact, exact } };
  const words = (money: string) =>
    month
      ? t('expected', { sum: money })
      : t('weightedSum', { probability: format.percent(stage.probability / 100, 0), sum: money });
  const whole = words(format.money(weighted, true));
  const short = words(format.compactMoney(weighted));
  const room = ROOM - (unconverted > 0 ? 4 : 0);
  const fits = (...texts: string[]) => texts.join('').length <= room;
  if (fits(exact, whole))
    return { sum: { shown: exact, exact }, expected: { shown: whole, exact: whole } };
  const shown = fits(exact, short) ? exact : format.compactMoney(sum);
  return { sum: { shown, exact }, expected: { shown: short, exact: whole } };
}
