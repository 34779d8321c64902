import type { Field, FieldValue, Rec } from '@/api/types';
import { isEmpty, plainText, readValue, type Shown } from '@/fields';
import type { Wrong } from '@/fields/types';
import type { Column } from '../columns';
import { mayEditField } from '../EditInPlace';
import { same } from '../same';

/** What is to become of one cell. */
export type CellPlan = {
  record: Rec;
  field: Field;
  before: FieldValue;
  after: FieldValue;
  /** As it was pasted. */
  text?: string;
  /** Why it cannot become that. */
  wrong?: Wrong | 'locked' | 'required';
};

export type Plan = {
  changes: CellPlan[];
  bad: CellPlan[];
  /** Cells that are so already. */
  unchanged: number;
};

/** Ids of records by their name, for links that come as names. */
export type Names = (target: readonly string[], name: string) => string[];

type Cells = (record: Rec, row: number, column: Column, at: number) => Given;
type Given = { value: FieldValue } | { text: string };

function plan(records: Rec[], columns: Column[], cx: Shown, names: Names, given: Cells): Plan {
  const made: Plan = { changes: [], bad: [], unchanged: 0 };
  records.forEach((record, row) => {
    columns.forEach((column, at) => {
      const { field } = column;
      const before = record.fields[field.key] ?? null;
      const asked = given(record, row, column, at);
      const cell: CellPlan = { record, field, before, after: null };
      if ('text' in asked) {
        cell.text = asked.text;
        if (asked.text.trim() === plainText(before, field, cx).trim()) {
          made.unchanged += 1;
          return;
        }
        const read = readValue(asked.text, { field, cx, record: record.fields, names });
        if ('wrong' in read) cell.wrong = read.wrong;
        else cell.after = read.value;
      } else cell.after = asked.value;
      if (!cell.wrong && same(cell.after, before)) made.unchanged += 1;
      else {
        if (!mayEditField(record, field)) cell.wrong = 'locked';
        else if (!cell.wrong && field.required && isEmpty(cell.after)) cell.wrong = 'required';
        (cell.wrong ? made.bad : made.changes).push(cell);
      }
    });
  });
  return made;
}

/** What pasting texts over records does: `texts` has a line a record and a text a column. */
export function planPaste(
  records: Rec[],
  columns: Column[],
  texts: string[][],
  cx: Shown,
  names: Names,
): Plan {
  return plan(records, columns, cx, names, (_record, row, _column, at) => ({
    text: texts[row]?.[at] ?? '',
  }));
}

/** The values of the first record for all the others. */
export function planFill(records: Rec[], columns: Column[], cx: Shown): Plan {
  const [first, ...rest] = records;
  return plan(rest, columns, cx, noNames, (_record, _row, { field }) => ({
    value: first?.fields[field.key] ?? null,
  }));
}

export function planEmpty(records: Rec[], columns: Column[], cx: Shown): Plan {
  return plan(records, columns, cx, noNames, () => ({ value: null }));
}

const noNames: Names = () => [];

/** One entry a record, as the bulk route takes it. */
export function changesOf(cells: CellPlan[]): { id: string; set: Record<string, FieldValue> }[] {
  const changes = new Map<string, Record<string, FieldValue>>();
  for (const { record, field, after } of cells) {
    changes.set(record.id, { ...changes.get(record.id), [field.key]: after ?? null });
  }
  return [...changes].map(([id, set]) => ({ id, set }));
}
