import { type KeyboardEvent, useCallback, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { BoardColumn, Stage } from '@/api/types';

/** The card that has the keyboard; `turn` grows when the focus must be put there. */
export type Focus = { card: string | null; turn: number };

type Moves = {
  columns: readonly BoardColumn[];
  canEdit: boolean;
  onMove: (card: string, to: Stage) => void;
  onOpen: (id: string) => void;
};

const ways: Record<string, [column: number, row: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  KeyK: [0, -1],
  KeyJ: [0, 1],
};

/** Where the focus goes from a card; null at the edge. */
export function neighbour(
  columns: readonly BoardColumn[],
  card: string,
  [across, down]: readonly [number, number],
): string | null {
  const at = columns.findIndex((column) => column.records.some((record) => record.id === card));
  const row = columns[at]?.records.findIndex((record) => record.id === card) ?? -1;
  if (row < 0) return null;
  if (across === 0) return columns[at]?.records[row + down]?.id ?? null;
  // An empty column on the way is stepped over.
  for (let next = at + across; columns[next]; next += across) {
    const records = columns[next]?.records ?? [];
    const there = records[Math.min(row, records.length - 1)];
    if (there) return there.id;
  }
  return null;
}

/** Arrows walk over the cards, Shift with left or right moves the card, Space opens it; said aloud politely. */
export function useBoardKeys({ columns, canEdit, onMove, onOpen }: Moves) {
  const t = useTranslations('board');
  const [focus, setFocus] = useState<Focus>({ card: null, turn: 0 });
  const [said, setSaid] = useState('');

  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      const card = cardOf(event.target);
      if (!card || event.ctrlKey || event.metaKey || event.altKey) return;
      const way = ways[event.code];
      if (event.code === 'Space' && (event.target as HTMLElement).tagName === 'A') {
        event.preventDefault();
        onOpen(card);
      } else if (way && event.shiftKey && way[0] !== 0) {
        event.preventDefault();
        const at = columns.findIndex((column) => column.records.some((r) => r.id === card));
        const to = columns[at + way[0]];
        const record = columns[at]?.records.find((r) => r.id === card);
        if (!to || !record || !canEdit || record.can?.edit === false) {
          setSaid(t(to ? 'mayNotMove' : 'noFurther'));
          return;
        }
        onMove(card, to.stage);
        setFocus((before) => ({ card, turn: before.turn + 1 }));
        setSaid(
          t('movedAloud', {
            deal: String(record.fields.name ?? ''),
            stage: to.stage.name,
            count: to.count + 1,
          }),
        );
      } else if (way && !event.shiftKey) {
        event.preventDefault();
        const next = neighbour(columns, card, way);
        if (next) setFocus((before) => ({ card: next, turn: before.turn + 1 }));
      }
    },
    [columns, canEdit, onMove, onOpen, t],
  );

  const onFocus = useCallback((event: { target: EventTarget }) => {
    const card = cardOf(event.target);
    if (card) setFocus((before) => (before.card === card ? before : { card, turn: 0 }));
  }, []);

  return { focus, said, setSaid, onKeyDown, onFocus };
}

function cardOf(target: EventTarget): string | null {
  if (!(target instanceof HTMLElement) || /^(INPUT|TEXTAREA)$/.test(target.tagName)) return null;
  return target.closest('[data-card]')?.getAttribute('data-card') ?? null;
}
