import type { KeyboardEvent } from 'react';
import type { Cell } from './block';

type Doing = {
  cursor: Cell | null;
  /** Where the cursor was when its record left the list: the arrows go on from there. */
  lost: Cell | null;
  pageRows: number;
  lastRow: number;
  lastColumn: number;
  moveTo: (row: number, column: number) => void;
  extendTo: (row: number, column: number) => void;
  /** Typing on this cell begins to edit it. */
  mayType: (cell: Cell) => boolean;
  edit: (cell: Cell, typed?: string) => void;
  open: (row: number) => void;
  /** Opens or closes a group; false when the line is none. */
  toggleGroup: (row: number, open?: boolean) => boolean;
  select: (row: number, range: boolean) => void;
  selectAll: () => void;
  clear: () => void;
  empty: () => void;
  fill: () => void;
};

/**
 * The keys of the grid. On the frozen column letters are commands, by `event.code`, so that they work on any layout; on a
 * cell that can be edited they are what is typed into it.
 */
export function useGridKeys(doing: Doing): (event: KeyboardEvent<HTMLElement>) => void {
  return (event) => {
    if (event.target !== event.currentTarget) return;
    const cursor = doing.cursor ?? doing.lost ?? { row: 0, column: 0 };
    const { row, column } = cursor;
    const command = event.ctrlKey || event.metaKey;
    const done = (run: () => void) => {
      event.preventDefault();
      event.stopPropagation();
      run();
    };
    const go = (toRow: number, toColumn: number) =>
      done(() =>
        event.shiftKey && doing.cursor
          ? doing.extendTo(toRow, toColumn)
          : doing.moveTo(doing.cursor ? toRow : row, toColumn),
      );
    switch (event.key) {
      case 'ArrowDown':
        return go(command ? doing.lastRow : row + 1, column);
      case 'ArrowUp':
        return go(command ? 0 : row - 1, column);
      case 'ArrowRight':
        if (column === 0 && !event.shiftKey && doing.toggleGroup(row, true))
          return done(() => undefined);
        return go(row, command ? doing.lastColumn : column + 1);
      case 'ArrowLeft':
        if (column === 0 && !event.shiftKey && doing.toggleGroup(row, false))
          return done(() => undefined);
        return go(row, command ? 0 : column - 1);
      case 'PageDown':
        return go(row + doing.pageRows, column);
      case 'PageUp':
        return go(row - doing.pageRows, column);
      case 'Home':
        return go(command ? 0 : row, 0);
      case 'End':
        return go(command ? doing.lastRow : row, doing.lastColumn);
      case 'Enter':
      case 'F2':
        return done(() => {
          if (!doing.cursor) doing.moveTo(row, column);
          else if (!doing.toggleGroup(row)) doing.edit(cursor);
        });
      case ' ':
        return done(() => {
          if (!doing.cursor) doing.moveTo(row, column);
          else if (event.shiftKey) doing.select(row, false);
          else if (!doing.toggleGroup(row)) doing.open(row);
        });
      case 'Escape':
        return done(doing.clear);
      case 'Delete':
      case 'Backspace':
        if (doing.cursor) done(doing.empty);
        return;
    }
    // The caret may have been left in a text elsewhere, by the editor of a cell: the clipboard would go by that.
    if (command && /^Key[CVX]$/.test(event.code)) document.getSelection()?.removeAllRanges();
    if (command && event.code === 'KeyA') return done(doing.selectAll);
    if (command && event.code === 'KeyD') return done(doing.fill);
    if (command || event.altKey || !doing.cursor) return;
    if (event.key.length === 1 && doing.mayType(cursor))
      return done(() => doing.edit(cursor, event.key));
    if (event.code === 'KeyJ') return done(() => doing.moveTo(row + 1, column));
    if (event.code === 'KeyK') return done(() => doing.moveTo(row - 1, column));
    if (event.code === 'KeyX') return done(() => doing.select(row, event.shiftKey));
  };
}
