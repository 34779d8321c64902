import { useMemo, useState } from 'react';
import { Skeleton } from '@/ui/State';
import classes from './Board.module.css';
import { Column } from './Column';
import { DropZones } from './DropZones';
import { Lanes } from './Lanes';
import { takesCards } from './months';
import { useBoardText } from './object';
import type { Board, Column as Pile, TaskCounts, TaskState } from './types';
import { useBoardKeys } from './useBoardKeys';
import type { Choice } from './useChoice';
import { useAutoScroll, useDragMonitor } from './useDrag';

type Props = {
  /** All columns that a card can go to. */
  board: Board;
  /** Those to show: all but perhaps the ones of lost deals. */
  shown: Board;
  open: string | null;
  choice: Choice;
  tasks: Record<string, TaskCounts> | undefined;
  task: TaskState | undefined;
  canCreate: boolean;
  onOpen: (id: string) => void;
  onMove: (card: string, to: string) => void;
  /** A card that was dragged: others that are chosen go with it. */
  onDrop: (card: string, to: string) => void;
  onTask: (task: TaskState | undefined) => void;
  onCreate: (column: Pile, name: string) => Promise<boolean>;
  onMore: (column: string) => void;
};

/** The columns side by side, everything that can be dragged, and what is said aloud. */
export function BoardView(props: Props) {
  const { board, shown, choice, onMove, tasks } = props;
  const { columns } = shown;
  const t = useBoardText();
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  useAutoScroll(scroller);
  const keyboard = useBoardKeys({
    columns,
    canEdit: board.can_edit,
    onMove,
    onOpen: props.onOpen,
    choice,
  });
  const draggedFrom = useDragMonitor(props.onDrop);
  // The same for as long as the board is: cards that have not changed are not drawn anew.
  const targets = useMemo(() => (board.can_edit ? board.columns.filter(mayTake) : none), [board]);
  const first = columns.find((column) => column.records.length > 0)?.id;
  const shared = {
    open: props.open,
    chosen: choice.ids,
    focus: keyboard.focus,
    onOpen: props.onOpen,
    onMove,
    onMore: props.onMore,
    onChoose: choice.turn,
    carried: choice.carried,
    task: props.task,
    onTask: props.onTask,
  };
  return (
    <div className={classes.board}>
      <div
        ref={setScroller}
        className={shown.lanes ? classes.laned : classes.columns}
        onKeyDown={keyboard.onKeyDown}
        onFocus={keyboard.onFocus}
      >
        {shown.lanes ? (
          <Lanes {...shared} board={shown} tasks={tasks} first={first} />
        ) : (
          columns.map((column) => (
            <Column
              key={column.id}
              {...shared}
              column={column}
              targets={targets}
              tasks={tasks?.[column.id]}
              first={column.id === first}
              canCreate={props.canCreate}
              onCreate={props.onCreate}
            />
          ))
        )}
      </div>
      {draggedFrom && board.can_edit && <DropZones columns={board.columns} from={draggedFrom} />}
      <div className={classes.said} aria-live="polite">
        {keyboard.said}
      </div>
      <span className={classes.said}>{t('keysHint')}</span>
    </div>
  );
}

const none: readonly Pile[] = [];

const mayTake = ({ month }: Pile) => !month || takesCards(month);

/** Columns and cards in grey, until the first answer is there. */
export function BoardGhost() {
  return (
    <div className={classes.board} aria-busy>
      <div className={classes.columns}>
        {[4, 3, 5, 2, 3].map((cards, column) => (
          <div key={column} className={classes.ghost}>
            <Skeleton width="46%" height={12} />
            <Skeleton width="78%" height={10} />
            {Array.from({ length: cards }, (_, card) => (
              <div key={card} className={classes.ghostCard}>
                <Skeleton width="72%" />
                <Skeleton width="48%" height={8} />
                <Skeleton width="34%" />
              </div>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
