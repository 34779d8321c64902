import { useQueries } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import { api } from '@/api/client';
import type { FieldValue, Rec } from '@/api/types';
import type { Column } from '../columns';
import { PAGE, type Rows } from './types';

type Step = { link: string; target: string; fields: string[] };

function stepsOf(columns: Column[]): Step[] {
  const steps = new Map<string, Step>();
  for (const { link, target, field } of columns) {
    if (!link || !target) continue;
    const step = steps.get(link.key) ?? { link: link.key, target: target.key, fields: [] };
    step.fields.push(field.key.slice(link.key.length + 1));
    steps.set(link.key, step);
  }
  return [...steps.values()];
}

/**
 * Adds to the records in sight what their linked records say (`company.industry`). The linked records are asked for as
 * such, so that their own rights and live changes hold.
 */
export function useLinked<R extends Rows>(
  rows: R,
  columns: Column[],
  first: number,
  last: number,
): R {
  const steps = useMemo(() => stepsOf(columns), [columns]);
  const wanted: { step: Step; ids: string[] }[] = [];
  for (const step of steps) {
    // By whole pages, so that a scroll of some lines asks nothing new.
    const from = Math.floor(Math.max(0, first) / PAGE) * PAGE;
    for (let start = from; start <= last; start += PAGE) {
      const ids = new Set<string>();
      for (let line = start; line < start + PAGE; line += 1) {
        const id = rows.at(line)?.fields[step.link];
        if (typeof id === 'string') ids.add(id);
      }
      if (ids.size > 0) wanted.push({ step, ids: [...ids].sort() });
    }
  }
  const results = useQueries({
    queries: wanted.map(({ step, ids }) => ({
      queryKey: ['records', step.target, 'linked', step.fields, ids],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        api.records.query(
          step.target,
          {
            filter: { field: 'id', op: 'in', value: ids },
            fields: step.fields,
            limit: ids.length,
          },
          signal,
        ),
    })),
  });
  const stamp = results.map((result) => result.dataUpdatedAt).join();
  const known = useRef(new Map<string, Rec>());
  const made = useRef({ stamp: '', steps, records: new WeakMap<Rec, Rec>() });
  if (made.current.stamp !== stamp || made.current.steps !== steps) {
    for (const result of results) {
      for (const record of result.data?.records ?? []) {
        const held = known.current.get(record.id);
        known.current.set(record.id, {
          ...record,
          fields: { ...held?.fields, ...record.fields },
        });
      }
    }
    made.current = { stamp, steps, records: new WeakMap() };
  }
  if (steps.length === 0) return rows;
  const { records } = made.current;
  const widen = (record: Rec): Rec => {
    const ready = records.get(record);
    if (ready) return ready;
    const fields: Record<string, FieldValue> = { ...record.fields };
    for (const step of steps) {
      const id = record.fields[step.link];
      const linked = typeof id === 'string' ? known.current.get(id) : undefined;
      for (const key of step.fields) fields[`${step.link}.${key}`] = linked?.fields[key] ?? null;
    }
    const wide = { ...record, fields };
    records.set(record, wide);
    return wide;
  };
  return {
    ...rows,
    at: (line: number) => {
      const record = rows.at(line);
      return record && widen(record);
    },
    read: async (from: number, to: number) => (await rows.read(from, to)).map(widen),
  };
}
