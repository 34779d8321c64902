import { useDeferredValue, useEffect, useState } from 'react';
import { useFormat } from '@/i18n/format';
import { cx } from '@/ui/cx';
import classes from './Column.module.css';
import { ColumnHead } from './ColumnHead';
import { takesCards } from './months';
import { useBoardText } from './object';
import { Pile, type PileProps } from './Pile';
import { QuickAdd } from './QuickAdd';
import type { Column as Board, TaskCounts, TaskState } from './types';
import { useAutoScroll, useDropTarget } from './useDrag';

type Props = PileProps & {
  tasks: TaskCounts | undefined;
  task: TaskState | undefined;
  canCreate: boolean;
  onTask: (task: TaskState | undefined) => void;
  onCreate: (column: Board, name: string) => Promise<boolean>;
};

/** A column with its figures, and the cards that scroll below them. */
export function Column(props: Props) {
  const { column, targets } = props;
  const { id, stage, month, records } = column;
  const t = useBoardText();
  const format = useFormat();
  const [box, setBox] = useState<HTMLElement | null>(null);
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const [adding, setAdding] = useState(false);
  const takes = targets.length > 0 && (!month || takesCards(month));
  // A card dropped lies on top, where those that came last lie: there the column must be looked at.
  const over = useDropTarget(box, id, takes, () => scroller?.scrollTo({ top: 0 }));
  useAutoScroll(scroller);
  // A deal opened beside the board takes room away: its column comes back into sight, once the deal is there.
  const beside = useDeferredValue(props.open);
  const holdsOpen = beside !== null && records.some((record) => record.id === beside);
  useEffect(() => {
    if (holdsOpen) box?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
  }, [holdsOpen, box]);
  const mayAdd = props.canCreate && stage.kind === 'open' && (!month || takesCards(month));
  return (
    <section
      ref={setBox}
      className={cx(classes.column, over && classes.over)}
      aria-label={t('columnLabel', {
        stage: stage.name,
        count: column.count,
        sum: column.sum ? format.money(column.sum, true) : '',
      })}
    >
      <ColumnHead
        column={column}
        tasks={props.tasks}
        task={props.task}
        onTask={props.onTask}
        onAdd={mayAdd ? () => setAdding(true) : undefined}
      />
      <div ref={setScroller} className={classes.scroller} data-board-column={id}>
        {over && <div className={classes.line} aria-hidden />}
        {adding && (
          <QuickAdd
            stage={stage}
            onCreate={(name) => props.onCreate(column, name)}
            onClose={() => setAdding(false)}
          />
        )}
        {!(adding && records.length === 0) && <Pile {...props} scroller={scroller} />}
      </div>
    </section>
  );
}
