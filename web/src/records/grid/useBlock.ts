import { type PointerEvent, useRef, useState } from 'react';
import type { Rows } from '../rows/types';
import type { Cell } from './block';
import { found, type Spot, spotAt } from './spot';

type Limits = { rows: Rows; lastColumn: number; reveal: (cell: Cell) => void };

/**
 * The cell cursor and the block that is stretched from an anchor to it, by keys and by the mouse. Both stay with their
 * records when lines shift; a cursor whose record left the list is no cursor until it is put somewhere.
 */
export function useBlock({ rows, lastColumn, reveal }: Limits) {
  const lastRow = (rows.lines ?? 0) - 1;
  const [at, setAt] = useState<{ cursor: Spot | null; anchor: Spot | null }>({
    cursor: null,
    anchor: null,
  });
  const dragging = useRef(false);
  const clamp = (row: number, column: number): Cell => ({
    row: Math.min(lastRow, Math.max(0, row)),
    column: Math.min(lastColumn, Math.max(0, column)),
  });
  const cursorNow = at.cursor && found(rows, at.cursor);
  const anchorNow = at.anchor && found(rows, at.anchor);
  const cursor = cursorNow && clamp(cursorNow.row, cursorNow.column);
  const cursorMoved = cursorNow && cursorNow !== at.cursor;
  if (cursorMoved || (anchorNow && anchorNow !== at.anchor))
    setAt({ cursor: cursorNow ?? at.cursor, anchor: anchorNow ?? at.anchor });
  const go = (row: number, column: number, stretch: boolean) => {
    if (lastRow < 0) return;
    const to = spotAt(rows, clamp(row, column));
    setAt({ cursor: to, anchor: stretch ? (anchorNow ?? cursorNow ?? to) : null });
    reveal(to);
  };

  return {
    cursor,
    /** Where the cursor was when its record left the list. */
    lost: at.cursor && !cursor && lastRow >= 0 ? clamp(at.cursor.row, at.cursor.column) : null,
    anchor: cursor && anchorNow ? clamp(anchorNow.row, anchorNow.column) : null,
    moveTo: (row: number, column: number) => go(row, column, false),
    extendTo: (row: number, column: number) => go(row, column, true),
    collapse: () => setAt((old) => ({ ...old, anchor: null })),
    drop: () => setAt({ cursor: null, anchor: null }),
    pointer: {
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        const cell = cellAt(event.target as Element);
        if (!cell || event.button > 0 || (event.target as Element).closest('[data-editing]'))
          return;
        if ((event.target as Element).closest('[data-select], [data-toggle]')) return;
        dragging.current = event.pointerType === 'mouse';
        setAt({
          cursor: spotAt(rows, cell),
          anchor: event.shiftKey ? (anchorNow ?? cursorNow) : null,
        });
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        if (!dragging.current) return;
        if (event.buttons !== 1) {
          dragging.current = false;
          return;
        }
        const cell = cellAt(event.target as Element);
        if (!cell) return;
        if (!cursorNow || (cursorNow.row === cell.row && cursorNow.column === cell.column)) return;
        setAt({ cursor: spotAt(rows, cell), anchor: anchorNow ?? cursorNow });
      },
      onPointerUp: () => {
        dragging.current = false;
      },
    },
  };
}

function cellAt(target: Element): Cell | null {
  const cell = target.closest<HTMLElement>('[data-column]');
  const row = target.closest<HTMLElement>('[data-row]');
  if (!cell || !row) return null;
  return { row: Number(row.dataset.row), column: Number(cell.dataset.column) };
}
