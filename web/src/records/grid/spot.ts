import type { Rows } from '../rows/types';
import type { Cell } from './block';

/** A cell by what its line shows: lines shift when colleagues add or remove records above. */
export type Spot = Cell & { line: string | undefined };

const HEAD = 'group ';

/** What a line shows: a record, or the head of a group; unknown while it is being fetched. */
function lineAt(rows: Rows, row: number): string | undefined {
  const head = rows.groupAt(row);
  return head ? HEAD + head.group.id : rows.at(row)?.id;
}

function rowOf(rows: Rows, line: string): number {
  return line.startsWith(HEAD) ? rows.lineOfGroup(line.slice(HEAD.length)) : rows.lineOf(line);
}

export function spotAt(rows: Rows, { row, column }: Cell): Spot {
  return { row, column, line: lineAt(rows, row) };
}

/** Where that cell stands now; nothing when its record is in the list no more. */
export function found(rows: Rows, spot: Spot): Spot | null {
  const lines = rows.lines ?? 0;
  const here = spot.row < lines ? lineAt(rows, spot.row) : undefined;
  if (spot.row < lines && here === spot.line) return spot;
  if (spot.line === undefined) return spot.row < lines ? { ...spot, line: here } : null;
  const row = rowOf(rows, spot.line);
  if (row >= 0 && row < lines && lineAt(rows, row) === spot.line) return { ...spot, row };
  // Its line is being fetched: until that is known nothing can be written there anyway.
  return spot.row < lines && here === undefined ? spot : null;
}
