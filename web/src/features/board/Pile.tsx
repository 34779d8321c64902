import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect } from 'react';
import { Card } from './Card';
import classes from './Column.module.css';
import { useBoardText } from './object';
import type { Column } from './types';
import type { Focus } from './useBoardKeys';
import type { Choose } from './useChoice';
import { useRots } from './useRots';

/** A card and the gap below it. */
const STEP = 104;
/** So many cards before the end the next page is asked for. */
const AHEAD = 4;
/** Room for the ring of the focus. */
const EDGE = 4;

export type PileProps = {
  column: Column;
  /** The columns a card may be moved to; empty when nothing may be moved. */
  targets: readonly Column[];
  open: string | null;
  /** The cards that are chosen. */
  chosen: ReadonlySet<string>;
  focus: Focus;
  /** The first card of the first column is reached by Tab while no card has the focus. */
  first: boolean;
  onOpen: (id: string) => void;
  onMove: (card: string, to: string) => void;
  onMore: (column: string) => void;
  onChoose: Choose;
  carried: (card: string) => number;
};

type Props = PileProps & { scroller: HTMLElement | null };

/** The cards of a column, as many as are in sight; the next page comes when the end does. */
export function Pile(props: Props) {
  const { column, targets, focus, onMore, scroller } = props;
  const { id, records, next } = column;
  const t = useBoardText();
  const rots = useRots();
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
    if (next && end >= records.length - AHEAD) onMore(id);
  }, [next, end, records.length, onMore, id]);
  const at = focus.card ? records.findIndex((record) => record.id === focus.card) : -1;
  useEffect(() => {
    if (at < 0 || focus.turn === 0) return;
    virtual.scrollToIndex(at, { align: 'auto' });
    const frame = requestAnimationFrame(() => focusCard(scroller, focus.card));
    return () => cancelAnimationFrame(frame);
  }, [at, focus.turn, focus.card, scroller, virtual]);
  if (records.length === 0) return <p className={classes.empty}>{t('emptyColumn')}</p>;
  return (
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
              column={id}
              rots={rots(card)}
              targets={card.can?.edit === false ? none : targets}
              selected={card.id === props.open}
              chosen={props.chosen.size > 0 ? props.chosen.has(card.id) : undefined}
              reachable={focus.card ? card.id === focus.card : props.first && item.index === 0}
              onOpen={props.onOpen}
              onMove={props.onMove}
              onChoose={props.onChoose}
              carried={props.carried}
            />
          </li>
        );
      })}
    </ul>
  );
}

const none: readonly Column[] = [];

export function focusCard(scroller: HTMLElement | null, id: string | null, reveal = false): void {
  if (!id) return;
  const card = scroller?.querySelector(`[data-card="${CSS.escape(id)}"] a`);
  if (card instanceof HTMLElement && document.activeElement !== card) {
    card.focus({ preventScroll: !reveal });
  }
}
