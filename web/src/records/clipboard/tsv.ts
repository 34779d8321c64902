/** A block of cells as spreadsheets put it on the clipboard: tabs between cells, a line a row, quotes where needed. */
export function writeTsv(rows: string[][]): string {
  return rows.map((row) => row.map(quoted).join('\t')).join('\n');
}

function quoted(text: string): string {
  return /[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The same the other way. A quote counts only at the beginning of a cell, as in what spreadsheets write. */
export function readTsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at <= text.length) {
    let cell = '';
    if (text[at] === '"') {
      const end = closing(text, at);
      if (end > 0) {
        cell = text.slice(at + 1, end).replaceAll('""', '"');
        at = end + 1;
      } else [cell, at] = bare(text, at);
    } else [cell, at] = bare(text, at);
    row.push(cell.replaceAll('\r\n', '\n'));
    if (text[at] === '\t') {
      at += 1;
      continue;
    }
    rows.push(row);
    row = [];
    if (text[at] === '\r') at += 1;
    if (text[at] === '\n') at += 1;
    // What spreadsheets put after the last row is the end of it, not another row.
    if (at >= text.length) break;
  }
  return rows;
}

function bare(text: string, from: number): [string, number] {
  let at = from;
  while (at < text.length && text[at] !== '\t' && text[at] !== '\n' && text[at] !== '\r') at += 1;
  return [text.slice(from, at), at];
}

/** Where the quoted cell that begins at `from` ends; 0 when the quote is no more than a sign in the text. */
function closing(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length) {
    if (text[at] !== '"') at += 1;
    else if (text[at + 1] === '"') at += 2;
    else return at + 1 === text.length || '\t\n\r'.includes(text[at + 1] ?? '') ? at : 0;
  }
  return 0;
}

/**
 * The cells that a block on the clipboard fills. One that fits several times into what is chosen is repeated there;
 * otherwise it is laid down from the upper left corner as it is.
 */
export function spread(cells: string[][], height: number, width: number): string[][] {
  const rows = cells.length;
  const columns = Math.max(1, ...cells.map((row) => row.length));
  const repeats = height % rows === 0 && width % columns === 0;
  const [high, wide] = repeats ? [height, width] : [rows, columns];
  return Array.from({ length: high }, (_, row) =>
    Array.from({ length: wide }, (_, column) => cells[row % rows]?.[column % columns] ?? ''),
  );
}
