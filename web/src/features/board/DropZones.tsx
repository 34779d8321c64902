import { IconThumbDown, IconTrophy } from '@tabler/icons-react';
import { useState } from 'react';
import type { Stage } from '@/api/types';
import { cx } from '@/ui/cx';
import classes from './Board.module.css';
import { useDropTarget } from './useDrag';

type Props = { stages: readonly Stage[]; from: string };

/** While a card is dragged: the ends of its way, at the bottom of the board. */
export function DropZones({ stages, from }: Props) {
  const ends = stages.filter((stage) => stage.kind !== 'open' && stage.id !== from);
  if (ends.length === 0) return null;
  return (
    <div className={classes.zones} aria-hidden>
      {ends.map((stage) => (
        <Zone key={stage.id} stage={stage} />
      ))}
    </div>
  );
}

function Zone({ stage }: { stage: Stage }) {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const over = useDropTarget(element, stage.id, true);
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
