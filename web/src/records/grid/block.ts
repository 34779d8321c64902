export type Cell = { row: number; column: number };
/** A rectangle of cells, both ends within. */
export type Block = { top: number; bottom: number; left: number; right: number };

/** The rectangle between the anchor and the cursor; nothing while only one cell is chosen. */
export function blockOf({
  anchor,
  cursor,
}: {
  anchor: Cell | null;
  cursor: Cell | null;
}): Block | null {
  if (!anchor || !cursor) return null;
  if (anchor.row === cursor.row && anchor.column === cursor.column) return null;
  return {
    top: Math.min(anchor.row, cursor.row),
    bottom: Math.max(anchor.row, cursor.row),
    left: Math.min(anchor.column, cursor.column),
    right: Math.max(anchor.column, cursor.column),
  };
}

export function cellsIn(block: Block): number {
  return (block.bottom - block.top + 1) * (block.right - block.left + 1);
}
