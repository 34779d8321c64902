import { IconThumbDown, IconTrophy } from '@tabler/icons-react';
import { useState } from 'react';
import { cx } from '@/ui/cx';
import classes from './Board.module.css';
import type { Column } from './types';
import { useDropTarget } from './useDrag';

type Props = { columns: readonly Column[]; from: string };

/** While a card is dragged: the ends of its way, at the bottom of the board. */
export function DropZones({ columns, from }: Props) {
  const owner = columns.find((column) => column.id === from)?.owner;
  const ends = columns.filter(
    (column) => column.stage.kind !== 'open' && column.id !== from && column.owner === owner,
  );
  if (ends.length === 0) return null;
  return (
    <div className={classes.zones} aria-hidden>
      {ends.map((column) => (
        <Zone key={column.id} column={column} />
      ))}
    </div>
  );
}

function Zone({ column }: { column: Column }) {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const over = useDropTarget(element, column.id, true);
  const { stage } = column;
  const Icon = stage.kind === 'won' ? IconTrophy : IconThumbDown;
  return (
    <div
      ref={setElement}
      className={cx(classes.zone, classes[stage.kind], over && classes.zoneOver)}
    >
      <Icon size={17} aria-hidden />
      {stage.name}
    </div>
  );
}
