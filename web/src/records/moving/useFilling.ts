import { useCallback, useState } from 'react';
import type { Problem } from '@/api/problem';
import type { FieldValue, Rec } from '@/api/types';
import { useCatalogue } from '@/catalogue';
import { isEmpty, kindOf } from '@/fields';
import { ruleField } from '../rules/fields';
import { type Missing, missingOf, nothingMissing } from './missing';

export type Filling = {
  missing: Missing;
  values: Record<string, FieldValue>;
  ticked: readonly string[];
  problem: Problem | null;
  put: (name: string, value: FieldValue) => void;
  tick: (item: string, on: boolean) => void;
  refused: (problem: Problem) => void;
  /** What has been filled in, in the form in which moves take it; null while something in it is not right. */
  set: (record: Pick<Rec, 'fields'>) => Record<string, FieldValue> | null;
};

const done = (record: Pick<Rec, 'fields'>): string[] =>
  Array.isArray(record.fields.checklist) ? (record.fields.checklist as string[]) : [];

/** What has been filled in as a parameter of a verb; nothing where nothing was. */
export const filled = (set: Record<string, FieldValue>) =>
  Object.keys(set).length > 0 ? { set } : {};

/** What a person fills in because a move was refused without it. */
export function useFilling(first: Problem | null, of = 'deal'): Filling {
  const catalogue = useCatalogue();
  const [missing, setMissing] = useState(() => (first ? missingOf(first) : nothingMissing));
  const [problem, setProblem] = useState(first);
  const [values, setValues] = useState<Record<string, FieldValue>>({});
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const refused = useCallback((next: Problem) => {
    setProblem(next);
    setMissing((before) => missingOf(next, before));
  }, []);
  return {
    missing,
    values,
    ticked,
    problem,
    refused,
    put: (name, value) => setValues((before) => ({ ...before, [name]: value })),
    tick: (item, on) =>
      setTicked((before) => (on ? [...before, item] : before.filter((one) => one !== item))),
    set: (record) => {
      const given = Object.entries(values).filter(([, value]) => !isEmpty(value));
      const wrong = given.some(([name, value]) => {
        const found = ruleField(catalogue, name, of);
        return found && kindOf(found.field).isWrong?.(value, found.field);
      });
      if (wrong) return null;
      const set: Record<string, FieldValue> = Object.fromEntries(given);
      if (ticked.length > 0) set.checklist = [...new Set([...done(record), ...ticked])];
      return set;
    },
  };
}
