import type { KeyboardEvent } from 'react';
import type { Cell } from './Grid';

type Doing = {
  cursor: Cell | null;
  pageRows: number;
  lastRow: number;
  lastColumn: number;
  moveTo: (row: number, column: number) => void;
  edit: (cell: Cell, typed?: string) => void;
  open: (row: number) => void;
  select: (row: number, range: boolean) => void;
  clear: () => void;
};

/** The keys of the grid; letters by `event.code`, so that they work on any layout. */
export function useGridKeys(doing: Doing): (event: KeyboardEvent<HTMLElement>) => void {
  return (event) => {
    if (event.target !== event.currentTarget) return;
    const cursor = doing.cursor ?? { row: 0, column: 0 };
    const { row, column } = cursor;
    const command = event.ctrlKey || event.metaKey;
    const done = (run: () => void) => {
      event.preventDefault();
      event.stopPropagation();
      run();
    };
    switch (event.key) {
      case 'ArrowDown':
        return done(() => {
          if (event.shiftKey && doing.cursor) doing.select(row, false);
          doing.moveTo(doing.cursor ? row + 1 : 0, column);
        });
      case 'ArrowUp':
        return done(() => {
          if (event.shiftKey && doing.cursor) doing.select(row, false);
          doing.moveTo(row - 1, column);
        });
      case 'ArrowRight':
        return done(() => doing.moveTo(row, column + 1));
      case 'ArrowLeft':
        return done(() => doing.moveTo(row, column - 1));
      case 'PageDown':
        return done(() => doing.moveTo(row + doing.pageRows, column));
      case 'PageUp':
        return done(() => doing.moveTo(row - doing.pageRows, column));
      case 'Home':
        return done(() => doing.moveTo(command ? 0 : row, 0));
      case 'End':
        return done(() => doing.moveTo(command ? doing.lastRow : row, doing.lastColumn));
      case 'Enter':
        return done(() => doing.edit(cursor));
      case 'F2':
        return done(() => doing.edit(cursor));
      case ' ':
        return done(() => doing.open(row));
      case 'Escape':
        return done(doing.clear);
    }
    if (command || event.altKey || !doing.cursor) return;
    if (event.code === 'KeyJ') return done(() => doing.moveTo(row + 1, column));
    if (event.code === 'KeyK') return done(() => doing.moveTo(row - 1, column));
    if (event.code === 'KeyX') return done(() => doing.select(row, event.shiftKey));
    // Figures have no meaning as shortcuts, so typing one begins to replace the value.
    if (/^[0-9]$/.test(event.key)) done(() => doing.edit(cursor, event.key));
  };
}
