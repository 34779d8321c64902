import { IconChevronDown } from '@tabler/icons-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Money } from '@/api/types';
import { useUsersById } from '@/catalogue';
import { useFormat } from '@/i18n/format';
import { Avatar } from '@/ui/Avatar';
import { Button } from '@/ui/Button';
import { cx } from '@/ui/cx';
import { Card } from './Card';
import { ColumnHead } from './ColumnHead';
import classes from './Lanes.module.css';
import { totals } from './model';
import { focusCard, type PileProps } from './Pile';
import type { Board, Column, TaskCounts, TaskState } from './types';
import { useDropTarget } from './useDrag';
import { useRots } from './useRots';

type Shared = Omit<PileProps, 'column' | 'targets' | 'first'>;

type Props = Shared & {
  board: Board;
  /** The column whose first card Tab reaches. */
  first: string | undefined;
  tasks: Record<string, TaskCounts> | undefined;
  task: TaskState | undefined;
  onTask: (task: TaskState | undefined) => void;
};

/** A lane for each owner, cut by the stages: who has what where. Dragging to another lane gives the deal away. */
export function Lanes(props: Props) {
  const { board, tasks, task, onTask, ...shared } = props;
  const { heads, lanes, columns } = board;
  return (
    <div className={classes.lanes} style={{ '--stages': heads.length } as React.CSSProperties}>
      <div className={classes.heads}>
        {heads.map((column) => (
          <div key={column.id} className={classes.head}>
            <ColumnHead column={column} tasks={tasks?.[column.id]} task={task} onTask={onTask} />
          </div>
        ))}
      </div>
      {(lanes ?? []).map((owner, at) => (
        <Lane
          key={owner ?? ''}
          {...shared}
          top={at < AT_ONCE}
          owner={owner}
          columns={columns.filter((column) => column.owner === owner)}
          canEdit={board.can_edit}
        />
      ))}
    </div>
  );
}

type LaneProps = Shared & {
  owner: string | null;
  columns: Column[];
  canEdit: boolean;
  first: string | undefined;
  /** It stands at the top of the board, in sight from the beginning. */
  top: boolean;
};

function Lane({ owner, columns, canEdit, first, top, ...shared }: LaneProps) {
  const t = useTranslations('board');
  const format = useFormat();
  const users = useUsersById();
  const [open, setOpen] = useState(true);
  const name = owner ? (users.get(owner)?.name ?? '') : t('nobody');
  const { count, sum } = totals(columns);
  const section = useRef<HTMLElement>(null);
  const focused = columns.some(({ records }) => records.some(({ id }) => id === shared.focus.card));
  const drawn = useNear(section, top || focused);
  return (
    <section ref={section} className={classes.lane} aria-label={name}>
      <h2 className={classes.title}>
        <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
          <IconChevronDown size={15} aria-hidden />
          {owner && <Avatar name={name} seed={owner} size={22} />}
          <b>{name}</b>
          <span>{laneFigures(t, count, sum, format.money)}</span>
        </button>
      </h2>
      {open && !drawn && <div style={{ height: heightOf(columns) }} />}
      {open && drawn && (
        <div className={classes.cells}>
          {columns.map((column) => (
            <Cell
              key={column.id}
              {...shared}
              column={column}
              first={column.id === first}
              targets={canEdit ? columns : none}
            />
          ))}
        </div>
      )}
    </section>
  );
}

/** So many lanes are drawn with the board; the others as they come near. */
const AT_ONCE = 2;

/** True from when an element has come near to what is in sight. */
function useNear(element: RefObject<HTMLElement | null>, already: boolean): boolean {
  const [near, setNear] = useState(already || typeof IntersectionObserver === 'undefined');
  useEffect(() => {
    if (near) return;
    if (already) {
      setNear(true);
      return;
    }
    const watch = new IntersectionObserver(
      (seen) => seen.some((entry) => entry.isIntersecting) && setNear(true),
      { root: element.current?.parentElement, rootMargin: '500px 0px' },
    );
    if (element.current) watch.observe(element.current);
    return () => watch.disconnect();
  }, [near, already, element]);
  return near;
}

/** How high the cells of a lane will be: a card and the gap below it are 104 px. */
function heightOf(columns: readonly Column[]): number {
  const cards = Math.max(0, ...columns.map(({ records }) => records.length));
  return Math.max(56, cards * 104 + 6) + (columns.some(({ next }) => next) ? 32 : 0);
}

function laneFigures(
  t: ReturnType<typeof useTranslations<'board'>>,
  count: number,
  sum: Money | null,
  money: (sum: Money, whole: boolean) => string,
): string {
  return sum ? t('summary', { count, sum: money(sum, true) }) : t('summaryPlain', { count });
}

/** The deals of one owner in one stage; further ones are asked for. */
function Cell({ column, targets, first, ...shared }: PileProps) {
  const t = useTranslations('board');
  const [box, setBox] = useState<HTMLElement | null>(null);
  const rots = useRots();
  const over = useDropTarget(box, column.id, targets.length > 0);
  const { focus, open, chosen, onOpen, onMove, onMore, onChoose, carried } = shared;
  const holds = column.records.some((card) => card.id === focus.card);
  // A card that has gone to another lane is another element there.
  useEffect(() => {
    if (!holds || focus.turn === 0) return;
    const frame = requestAnimationFrame(() => focusCard(box, focus.card, true));
    return () => cancelAnimationFrame(frame);
  }, [holds, box, focus.card, focus.turn]);
  return (
    <div
      ref={setBox}
      className={cx(classes.cell, over && classes.over)}
      data-board-column={column.id}
    >
      <ul>
        {column.records.map((card, index) => (
          <li key={card.id}>
            <Card
              card={card}
              column={column.id}
              targets={card.can?.edit === false ? none : targets}
              rots={rots(card)}
              selected={card.id === open}
              chosen={chosen.size > 0 ? chosen.has(card.id) : undefined}
              reachable={focus.card ? card.id === focus.card : first && index === 0}
              onOpen={onOpen}
              onMove={onMove}
              onChoose={onChoose}
              carried={carried}
            />
          </li>
        ))}
      </ul>
      {column.next && (
        <Button size="small" look="quiet" onClick={() => onMore(column.id)}>
          {t('showMore', { count: column.count - column.records.length })}
        </Button>
      )}
    </div>
  );
}

const none: readonly Column[] = [];
