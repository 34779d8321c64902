import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { BoardColumn, Stage } from '@/api/types';
import { useFormat } from '@/i18n/format';
import { cx } from '@/ui/cx';
import { Card } from './Card';
import classes from './Column.module.css';
import { ColumnHead } from './ColumnHead';
import { QuickAdd } from './QuickAdd';
import type { Focus } from './useBoardKeys';
import { useAutoScroll, useDropTarget } from './useDrag';

/** A card and the gap below it. */
const STEP = 104;
/** So many cards before the end the next page is asked for. */
const AHEAD = 4;
/** Room for the ring of the focus. */
const EDGE = 4;

type Props = {
  column: BoardColumn;
  /** The stages a card may be moved to; empty when nothing may be moved. */
  stages: readonly Stage[];
  open: string | null;
  focus: Focus;
  /** The first card of the first column is reached by Tab while no card has the focus. */
  first: boolean;
  canCreate: boolean;
  onOpen: (id: string) => void;
  onMove: (card: string, to: Stage) => void;
  onCreate: (stage: Stage, name: string) => Promise<boolean>;
  onMore: (stage: string) => void;
};

export function Column(props: Props) {
  const { column, stages, focus, onMore } = props;
  const { stage, records } = column;
  const t = useTranslations('board');
  const format = useFormat();
  const [box, setBox] = useState<HTMLElement | null>(null);
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const [adding, setAdding] = useState(false);
  // A card dropped lies on top, where those that came last lie: there the column must be looked at.
  const over = useDropTarget(box, stage.id, stages.length > 0, () =>
    scroller?.scrollTo({ top: 0 }),
  );
  useAutoScroll(scroller);
  const virtual = useVirtualizer({
    count: records.length,
    getScrollElement: () => scroller,
    estimateSize: () => STEP,
    overscan: 4,
    paddingStart: EDGE,
    scrollPaddingStart: EDGE,
    scrollPaddingEnd: EDGE,
    paddingEnd: 6,
    getItemKey: (index) => records[index]?.id ?? index,
  });
  const items = virtual.getVirtualItems();
  const end = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (column.next && end >= records.length - AHEAD) onMore(stage.id);
  }, [column.next, end, records.length, onMore, stage.id]);
  // A deal opened beside the board takes room away: its column comes back into sight.
  const holdsOpen = props.open !== null && records.some((record) => record.id === props.open);
  useEffect(() => {
    if (holdsOpen) box?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
  }, [holdsOpen, box]);
  const at = focus.card ? records.findIndex((record) => record.id === focus.card) : -1;
  useEffect(() => {
    if (at < 0 || focus.turn === 0) return;
    virtual.scrollToIndex(at, { align: 'auto' });
    const frame = requestAnimationFrame(() => focusCard(scroller, focus.card));
    return () => cancelAnimationFrame(frame);
  }, [at, focus.turn, focus.card, scroller, virtual]);
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
        onAdd={props.canCreate && stage.kind === 'open' ? () => setAdding(true) : undefined}
      />
      <div ref={setScroller} className={classes.scroller} data-board-column={stage.id}>
        {over && <div className={classes.line} aria-hidden />}
        {adding && (
          <QuickAdd
            stage={stage}
            onCreate={(name) => props.onCreate(stage, name)}
            onClose={() => setAdding(false)}
          />
        )}
        {records.length === 0 && !adding && <p className={classes.empty}>{t('emptyColumn')}</p>}
        <ul className={classes.list} style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const card = records[item.index];
            if (!card) return null;
            return (
              <li
                key={item.key}
                className={classes.place}
                style={{ transform: `translateY(${item.start}px)` }}
                aria-setsize={column.count}
                aria-posinset={item.index + 1}
              >
                <Card
                  card={card}
                  stage={stage}
                  stages={card.can?.edit === false ? none : stages}
                  selected={card.id === props.open}
                  reachable={focus.card ? card.id === focus.card : props.first && item.index === 0}
                  onOpen={props.onOpen}
                  onMove={props.onMove}
                />
              </li>
            );
          })}
        </ul>
      </div>
    </section>
  );
}

const none: readonly Stage[] = [];

function focusCard(scroller: HTMLElement | null, id: string | null): void {
  if (!id) return;
  const card = scroller?.querySelector(`[data-card="${CSS.escape(id)}"] a`);
  if (card instanceof HTMLElement && document.activeElement !== card) {
    card.focus({ preventScroll: true });
  }
}
