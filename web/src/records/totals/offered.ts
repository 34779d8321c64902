import type { Field } from '@/api/types';
import type { Column } from '../columns';
import type { Asked } from '../rows/groups';
import type { TableState, Total } from '../views/state';

/** The figures that make sense for a field: sums of amounts, first and last of days, how many are filled of anything. */
export function totalsFor(field: Field): Total[] {
  if (field.kind === 'money' || field.kind === 'number')
    return ['sum', 'avg', 'min', 'max', 'count', 'filled'];
  if (field.kind === 'date' || field.kind === 'date_time') return ['min', 'max', 'count', 'filled'];
  return ['count', 'filled'];
}

const MOST = 2;

/** Amounts that can be added up; years, numbers of records and probabilities cannot. */
export function summable(columns: Column[]): Field[] {
  const fields = columns.map((column) => column.field);
  const money = fields.filter((field) => field.kind === 'money');
  const numbers = fields.filter(
    (field) =>
      field.kind === 'number' &&
      !/(year|number|probability|position|percent|discount|price)$/.test(field.key),
  );
  return [...money, ...numbers].slice(0, MOST);
}

/** The figures below the columns: those chosen, else the sums that people look for. */
export function totalsOf(state: TableState, columns: Column[]): Record<string, Total> {
  if (!state.totals) {
    return Object.fromEntries(summable(columns).map((field) => [field.key, 'sum' as const]));
  }
  const shown = columns.flatMap(({ field }) => {
    const total = state.totals?.[field.key];
    return total && totalsFor(field).includes(total) ? [[field.key, total] as const] : [];
  });
  return Object.fromEntries(shown);
}

export function askedOf(totals: Record<string, Total>): Asked[] {
  return Object.entries(totals).map(([path, fn]) => ({ path, fn }));
}
