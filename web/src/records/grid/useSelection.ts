import { useCallback, useMemo, useRef, useState } from 'react';
import type { Rows } from '../rows/types';
import type { Selection } from './Grid';

const none: Selection = { all: false, ids: new Set() };

export type Selecting = {
  value: Selection;
  some: boolean;
  toggle: (row: number, range: boolean) => void;
  setAll: (all: boolean) => void;
  /** Chooses these and no others. */
  choose: (ids: readonly string[]) => void;
  clear: () => void;
};

/** Which rows are chosen: some by id, or the whole filtered set. Another filter begins anew. */
export function useSelection(rows: Rows, filterKey: string): Selecting {
  const [held, setHeld] = useState<{ key: string; value: Selection }>({
    key: filterKey,
    value: none,
  });
  const value = held.key === filterKey ? held.value : none;
  const last = useRef<string | null>(null);
  const latest = useRef({ rows, value, filterKey });
  latest.current = { rows, value, filterKey };

  const setAll = useCallback((all: boolean) => {
    last.current = null;
    setHeld({ key: latest.current.filterKey, value: all ? { all: true, ids: new Set() } : none });
  }, []);

  const choose = useCallback((ids: readonly string[]) => {
    last.current = null;
    setHeld({ key: latest.current.filterKey, value: { all: false, ids: new Set(ids) } });
  }, []);

  const toggle = useCallback((row: number, range: boolean) => {
    const now = latest.current;
    const record = now.rows.at(row);
    if (!record) return;
    const ids = new Set(now.value.ids);
    const before = last.current === null ? -1 : now.rows.lineOf(last.current);
    if (now.value.all) {
      // From all but one one goes back to choosing by hand, among the rows that are loaded.
      for (let index = 0; index < (now.rows.lines ?? 0); index += 1) {
        const other = now.rows.at(index);
        if (other) ids.add(other.id);
      }
      ids.delete(record.id);
    } else if (range && before >= 0) {
      const [from, to] = before < row ? [before, row] : [row, before];
      for (let index = from; index <= to; index += 1) {
        const other = now.rows.at(index);
        if (other) ids.add(other.id);
      }
    } else if (ids.has(record.id)) ids.delete(record.id);
    else ids.add(record.id);
    last.current = record.id;
    setHeld({ key: now.filterKey, value: { all: false, ids } });
  }, []);

  return useMemo(
    () => ({
      value,
      some: value.all || value.ids.size > 0,
      toggle,
      setAll,
      choose,
      clear: () => setAll(false),
    }),
    [value, toggle, setAll, choose],
  );
}
