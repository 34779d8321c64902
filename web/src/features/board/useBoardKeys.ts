import { type KeyboardEvent, useCallback, useRef, useState } from 'react';
import { takesCards } from './months';
import { useBoardText } from './object';
import type { Column } from './types';
import type { Choice } from './useChoice';

/** The card that has the keyboard; `turn` grows when the focus must be put there. */
export type Focus = { card: string | null; turn: number };

type Moves = {
  columns: readonly Column[];
  canEdit: boolean;
  onMove: (card: string, to: string) => void;
  onOpen: (id: string) => void;
  choice: Choice;
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
  columns: readonly Column[],
  card: string,
  [across, down]: readonly [number, number],
): string | null {
  const at = columns.findIndex((column) => column.records.some((record) => record.id === card));
  const from = columns[at];
  const row = from?.records.findIndex((record) => record.id === card) ?? -1;
  if (!from || row < 0) return null;
  if (across === 0) {
    const there = from.records[row + down];
    return there ? there.id : (below(columns, from, down)?.id ?? null);
  }
  // An empty column on the way is stepped over; a lane is not left.
  for (let next = at + across; ; next += across) {
    const column = columns[next];
    if (!column || column.owner !== from.owner) return null;
    const { records } = column;
    const there = records[Math.min(row, records.length - 1)];
    if (there) return there.id;
  }
}

/** The nearest card of the same stage in the lanes below or above. */
function below(columns: readonly Column[], from: Column, down: number) {
  const same = columns.filter((column) => column.stage.id === from.stage.id);
  const at = same.findIndex((column) => column.id === from.id);
  for (let next = at + down; same[next]; next += down) {
    const records = same[next]?.records ?? [];
    const there = down > 0 ? records[0] : records.at(-1);
    if (there) return there;
  }
  return undefined;
}

/** The column that Shift with an arrow moves a card to: the next one, or the same stage in the next lane. */
export function nextColumn(
  columns: readonly Column[],
  card: string,
  [across, down]: readonly [number, number],
): Column | undefined {
  const from = columns.find((column) => column.records.some((record) => record.id === card));
  if (!from) return undefined;
  const way = across
    ? columns.filter((column) => column.owner === from.owner && takes(column, from))
    : columns.filter((column) => column.stage.id === from.stage.id);
  return way[way.findIndex((column) => column.id === from.id) + (across || down)];
}

/** What is overdue stands before all months and can be left, but not entered. */
const takes = (column: Column, from: Column) =>
  column.id === from.id || !column.month || takesCards(column.month);

/** Arrows walk over the cards, Shift with an arrow moves the card, Space opens it, X chooses it; said aloud politely. */
export function useBoardKeys({ columns, canEdit, onMove, onOpen, choice }: Moves) {
  const { turn: choose, clear } = choice;
  const some = choice.ids.size > 0;
  const t = useBoardText();
  const [focus, setFocus] = useState<Focus>({ card: null, turn: 0 });
  const [said, setSaid] = useState('');
  // The card that a key sends the focus to: who types fast is there before the browser has drawn it.
  const ahead = useRef<string | null>(null);

  const goTo = useCallback((card: string) => {
    ahead.current = card;
    setFocus((before) => ({ card, turn: before.turn + 1 }));
  }, []);

  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      const at = cardOf(event.target);
      const card = at && (ahead.current ?? at);
      if (!card || event.ctrlKey || event.metaKey || event.altKey) return;
      const way = ways[event.code];
      if (event.code === 'Space' && (event.target as HTMLElement).tagName === 'A') {
        event.preventDefault();
        onOpen(card);
      } else if (event.code === 'KeyX') {
        event.preventDefault();
        choose(card, event.shiftKey);
      } else if (event.code === 'Escape' && some) {
        // What lies beside the board stays open.
        event.preventDefault();
        event.stopPropagation();
        clear();
      } else if (way && event.shiftKey) {
        event.preventDefault();
        const to = nextColumn(columns, card, way);
        const record = columns.flatMap((column) => column.records).find((r) => r.id === card);
        if (!to || !record || !canEdit || record.can?.edit === false) {
          setSaid(t(to ? 'mayNotMove' : 'noFurther'));
          return;
        }
        onMove(card, to.id);
        goTo(card);
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
        if (next) goTo(next);
      }
    },
    [columns, canEdit, onMove, onOpen, choose, clear, some, goTo, t],
  );

  const onFocus = useCallback((event: { target: EventTarget }) => {
    const card = cardOf(event.target);
    if (!card) return;
    ahead.current = null;
    setFocus((before) => (before.card === card ? before : { card, turn: 0 }));
  }, []);

  return { focus, said, setSaid, onKeyDown, onFocus };
}

function cardOf(target: EventTarget): string | null {
  if (!(target instanceof HTMLElement) || /^(INPUT|TEXTAREA)$/.test(target.tagName)) return null;
  return target.closest('[data-card]')?.getAttribute('data-card') ?? null;
}
