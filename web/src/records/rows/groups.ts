import { labelOf } from '@/api/labels';
import type { AggregateResult, Field, FieldValue, FilterNode, Money } from '@/api/types';
import type { Shown } from '@/fields';
import { valueText } from '@/fields';
import { addMoney } from '@/fields/money/sums';
import { folded } from '@/fields/shared/read';
import { momentOf } from '@/fields/shared/zone';
import { endOf, type Period, periodOf } from './period';
import type { Group } from './types';

/** Which records are in the group of a key. */
export function filterOfGroup(
  field: Field,
  key: FieldValue,
  zone: string,
  period: Period,
): FilterNode {
  const path = field.key;
  if (key === null || key === undefined) return { field: path, op: 'empty' };
  if (periodOf(field, period) && typeof key === 'string') {
    const moment = (day: string) =>
      field.kind === 'date_time' ? momentOf(day, '00:00', zone) : day;
    return {
      and: [
        { field: path, op: 'gte', value: moment(key) },
        { field: path, op: 'lt', value: moment(endOf(key, period)) },
      ],
    };
  }
  const set = ['link', 'user', 'stage', 'pipeline', 'one_of'].includes(field.kind);
  return set ? { field: path, op: 'in', value: [key] } : { field: path, op: 'eq', value: key };
}

export type Asked = { path: string; fn: 'sum' | 'avg' | 'min' | 'max' | 'count' | 'filled' };

/** The groups of an answer whose first measure is the count and whose others follow `asked`. */
export function groupsOf(
  answer: AggregateResult,
  field: Field,
  asked: Asked[],
  zone: string,
  period: Period,
): Group[] {
  const groups = new Map<string, Group>();
  for (const row of answer.rows) {
    const key = row.keys[0] ?? null;
    const id = typeof key === 'string' && field.kind === 'text' ? folded(key) : JSON.stringify(key);
    const count = Number(row.values[0] ?? 0);
    const figures = Object.fromEntries(
      asked.map(({ path, fn }, index) => {
        const value = row.values[index + 1] ?? null;
        return [path, fn === 'filled' && count > 0 ? Number(value) / count : value];
      }),
    );
    const held = groups.get(id);
    // Words that differ in case only are one group, as they are to the filter.
    if (held) {
      const both = Object.fromEntries(
        asked.map(({ path, fn }) => [
          path,
          together(fn, [held.figures[path], held.count], [figures[path], count]),
        ]),
      );
      groups.set(id, { ...held, count: held.count + count, figures: both });
    } else {
      const filter = filterOfGroup(field, key, zone, period);
      groups.set(id, { id, key, count, filter, figures, period: periodOf(field, period) });
    }
  }
  return [...groups.values()];
}

type Part = [value: FieldValue | undefined, count: number];

/** The figure of two parts of a group; an average cannot be told from two others. */
function together(fn: Asked['fn'], [a, na]: Part, [b, nb]: Part): FieldValue {
  if (fn === 'avg') return null;
  if (fn === 'filled') return (Number(a ?? 0) * na + Number(b ?? 0) * nb) / (na + nb || 1);
  if (a === null || a === undefined) return b ?? null;
  if (b === null || b === undefined) return a;
  if (fn === 'sum' || fn === 'count')
    return typeof a === 'object'
      ? (addMoney(a as Money, b as Money) as FieldValue)
      : Number(a) + Number(b);
  const less = isLess(a, b);
  return (fn === 'min') === less ? a : b;
}

function isLess(a: FieldValue, b: FieldValue): boolean {
  if (typeof a === 'object') return Number((a as Money).amount) < Number((b as Money).amount);
  return typeof a === 'number' ? a < Number(b) : String(a) < String(b);
}

/** In the order in which people think of the values: stages along the funnel, options as listed, names by the letter. */
export function sortGroups(groups: Group[], field: Field, cx: Shown, down: boolean): Group[] {
  const places = new Map<FieldValue, number>();
  if (field.kind === 'stage') {
    let place = 0;
    for (const pipeline of cx.catalogue.pipelines) {
      for (const stage of pipeline.stages) places.set(stage.id, place++);
    }
  }
  field.options?.forEach((option, index) => {
    places.set(option.key, index);
  });
  const words = (group: Group) =>
    field.kind === 'link' && typeof group.key === 'string'
      ? (labelOf(group.key)?.label ?? '')
      : valueText(group.key, field, cx);
  const compare = (a: Group, b: Group): number => {
    if (places.size > 0) return (places.get(a.key) ?? 1e6) - (places.get(b.key) ?? 1e6);
    if (typeof a.key === 'number' && typeof b.key === 'number') return a.key - b.key;
    if (field.kind === 'date' || field.kind === 'date_time')
      return String(a.key).localeCompare(String(b.key));
    return words(a).localeCompare(words(b), cx.format.locale);
  };
  const filled = groups.filter((group) => group.key !== null).sort(compare);
  if (down) filled.reverse();
  return [...filled, ...groups.filter((group) => group.key === null)];
}

/** Where lines of a grouped table fall: each group has a head, and its records below it while it is open. */
export function layOut(
  groups: Group[],
  isOpen: (id: string) => boolean,
  sizes: Map<string, number>,
) {
  const starts: number[] = [];
  let line = 0;
  for (const group of groups) {
    starts.push(line);
    line += 1 + (isOpen(group.id) ? (sizes.get(group.id) ?? group.count) : 0);
  }
  const groupAt = (at: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  return { starts, lines: line, groupAt };
}
