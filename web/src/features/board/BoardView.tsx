import { useCallback, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Board, BoardColumn, Stage } from '@/api/types';
import { Skeleton } from '@/ui/State';
import classes from './Board.module.css';
import { Column } from './Column';
import { DropZones } from './DropZones';
import { columnOf } from './model';
import { useBoardKeys } from './useBoardKeys';
import { useAutoScroll, useDragMonitor } from './useDrag';

type Props = {
  board: Board;
  /** The columns to show: all but perhaps those of lost deals. */
  columns: readonly BoardColumn[];
  open: string | null;
  canCreate: boolean;
  onOpen: (id: string) => void;
  onMove: (card: string, to: Stage) => void;
  onCreate: (stage: Stage, name: string) => Promise<boolean>;
  onMore: (stage: string) => void;
};

/** The columns side by side, everything that can be dragged, and what is said aloud. */
export function BoardView(props: Props) {
  const { board, columns, onMove } = props;
  const t = useTranslations('board');
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  useAutoScroll(scroller);
  const keyboard = useBoardKeys({
    columns,
    canEdit: board.can_edit,
    onMove,
    onOpen: props.onOpen,
  });
  const onDrop = useCallback(
    (card: string, stage: string) => {
      const to = columnOf(board, stage);
      if (to) onMove(card, to.stage);
    },
    [board, onMove],
  );
  const draggedFrom = useDragMonitor(onDrop);
  const stages = board.can_edit ? board.columns.map((column) => column.stage) : none;
  return (
    <div className={classes.board}>
      <div
        ref={setScroller}
        className={classes.columns}
        onKeyDown={keyboard.onKeyDown}
        onFocus={keyboard.onFocus}
      >
        {columns.map((column, index) => (
          <Column
            key={column.stage.id}
            column={column}
            stages={stages}
            open={props.open}
            focus={keyboard.focus}
            first={index === columns.findIndex((other) => other.records.length > 0)}
            canCreate={props.canCreate}
            onOpen={props.onOpen}
            onMove={onMove}
            onCreate={props.onCreate}
            onMore={props.onMore}
          />
        ))}
      </div>
      {draggedFrom && <DropZones stages={stages} from={draggedFrom} />}
      <div className={classes.said} aria-live="polite">
        {keyboard.said}
      </div>
      <span className={classes.said}>{t('keysHint')}</span>
    </div>
  );
}

const none: readonly Stage[] = [];

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
