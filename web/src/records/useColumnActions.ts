import { type Column, statesOf } from './columns';
import type { ColumnState } from './views/state';

type Props = { columns: Column[]; onChange: (columns: ColumnState[]) => void };

/** What can be done to the columns: each answers with the columns as they are to be remembered. */
export function useColumnActions({ columns, onChange }: Props) {
  const change = (next: Column[]) => onChange(statesOf(next));
  return {
    onResize: (key: string, width: number) =>
      change(columns.map((column) => (column.field.key === key ? { ...column, width } : column))),
    /** `to` counts the frozen one, which stays first. A column joins the pinned ones or leaves them by its place. */
    onMoveColumn: (key: string, to: number) => {
      const moved = columns.find((column) => column.field.key === key);
      if (!moved) return;
      const rest = columns.filter((column) => column !== moved);
      const place = Math.max(1, to);
      const pinnedAfter = rest[place]?.pinned ?? false;
      rest.splice(place, 0, { ...moved, pinned: pinnedAfter });
      change(rest);
    },
    onPin: (key: string, pinned: boolean) =>
      change(columns.map((column) => (column.field.key === key ? { ...column, pinned } : column))),
    onHide: (key: string) => change(columns.filter((column) => column.field.key !== key)),
  };
}
