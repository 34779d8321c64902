import { type PointerEvent, useRef, useState } from 'react';
import type { Cell } from './block';

type Limits = { lastRow: number; lastColumn: number; reveal: (cell: Cell) => void };

/** The cell cursor and the block that is stretched from an anchor to it, by keys and by the mouse. */
export function useBlock({ lastRow, lastColumn, reveal }: Limits) {
  const [at, setAt] = useState<{ cursor: Cell | null; anchor: Cell | null }>({
    cursor: null,
    anchor: null,
  });
  const dragging = useRef(false);
  const clamp = (row: number, column: number): Cell => ({
    row: Math.min(lastRow, Math.max(0, row)),
    column: Math.min(lastColumn, Math.max(0, column)),
  });
  const go = (row: number, column: number, stretch: boolean) => {
    if (lastRow < 0) return;
    const cursor = clamp(row, column);
    setAt((old) => ({ cursor, anchor: stretch ? (old.anchor ?? old.cursor ?? cursor) : null }));
    reveal(cursor);
  };
  const cursor = at.cursor && lastRow >= 0 ? clamp(at.cursor.row, at.cursor.column) : null;

  return {
    cursor,
    anchor: cursor && at.anchor ? clamp(at.anchor.row, at.anchor.column) : null,
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
        setAt((old) =>
          event.shiftKey && old.cursor
            ? { cursor: cell, anchor: old.anchor ?? old.cursor }
            : { cursor: cell, anchor: null },
        );
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        if (!dragging.current) return;
        if (event.buttons !== 1) {
          dragging.current = false;
          return;
        }
        const cell = cellAt(event.target as Element);
        if (!cell) return;
        setAt((old) =>
          !old.cursor || (old.cursor.row === cell.row && old.cursor.column === cell.column)
            ? old
            : { cursor: cell, anchor: old.anchor ?? old.cursor },
        );
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
