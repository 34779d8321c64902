import type { ClipboardEvent } from 'react';
import { plainText, type Shown } from '@/fields';
import { writeTsv } from '../clipboard/tsv';
import type { Column } from '../columns';
import type { Rows } from '../rows/types';
import type { GridActions } from './actions';
import { type Block, type Cell, cellsIn } from './block';

type Props = {
  cursor: Cell | null;
  area: Block | null;
  columns: Column[];
  rows: Rows;
  cx: Shown;
  actions: GridActions;
};

const MOST = 200_000;

/** Copies the chosen block as a spreadsheet takes it, and hands on what is pasted. */
export function useGridClipboard({ cursor, area, columns, rows, cx, actions }: Props) {
  const block =
    area ??
    (cursor && { top: cursor.row, bottom: cursor.row, left: cursor.column, right: cursor.column });
  const isOurs = (event: ClipboardEvent) => event.target === event.currentTarget && block;

  const onCopy = (event: ClipboardEvent) => {
    if (!isOurs(event) || !block || cellsIn(block) > MOST) return;
    event.preventDefault();
    const chosen = columns.slice(block.left, block.right + 1);
    const line = (record: { fields: Record<string, unknown> }) =>
      chosen.map(({ field }) =>
        plainText(record.fields[field.key] as Parameters<typeof plainText>[0], field, cx),
      );
    const here = [];
    let isWhole = true;
    for (let row = block.top; row <= block.bottom; row += 1) {
      const record = rows.at(row);
      if (record) here.push(line(record));
      else if (!rows.groupAt(row)) isWhole = false;
    }
    if (isWhole) {
      event.clipboardData.setData('text/plain', writeTsv(here));
      actions.onCopied(here.length * chosen.length);
      return;
    }
    // Rows that were scrolled past are fetched; the clipboard is then written by hand.
    void rows.read(block.top, block.bottom).then(async (records) => {
      await navigator.clipboard.writeText(writeTsv(records.map(line)));
      actions.onCopied(records.length * chosen.length);
    });
  };

  const onPaste = (event: ClipboardEvent) => {
    if (!isOurs(event) || !block) return;
    event.preventDefault();
    const text = event.clipboardData.getData('text/plain');
    if (text) actions.onPaste(block, text);
  };
  return { onCopy, onPaste };
}
