import type { ReactNode } from 'react';
import type { Field, FieldKind, FieldValue, Operator } from '@/api/types';
import { address } from './address';
import { boolean } from './boolean';
import { calculation } from './calculation';
import { completeness } from './completeness';
import { date } from './date';
import { dateTime } from './date_time';
import { emails } from './emails';
import { externalIds } from './external_ids';
import { link } from './link';
import { longText } from './long_text';
import { manyOf } from './many_of';
import { duration, reminder } from './minutes';
import { money } from './money';
import { nextTaskAt } from './next_task_at';
import { number } from './number';
import { oneOf } from './one_of';
import { parameters } from './parameters';
import { phones } from './phones';
import { pipeline } from './pipeline';
import { reactBy } from './react_by';
import { recurrence } from './recurrence';
import { stage } from './stage';
import { text } from './text';
import type { DisplayProps, InputProps, KindUi, Read, ReadContext, Shown } from './types';
import { user } from './user';
import { users } from './users';

/** One entry a kind: a new kind of field does not compile until it has one. */
const registry = {
  text,
  long_text: longText,
  number,
  money,
  boolean,
  date,
  date_time: dateTime,
  one_of: oneOf,
  many_of: manyOf,
  link,
  user,
  users,
  pipeline,
  stage,
  phones,
  emails,
  address,
  external_ids: externalIds,
  // biome-ignore lint/suspicious/noExplicitAny: each kind knows its own type of value
} satisfies Record<FieldKind, KindUi<any>>;

/** Standard fields whose values have words of their own. */
const special = {
  calculation,
  parameters,
  recurrence,
  duration,
  remind_before: reminder,
  react_by: reactBy,
  next_task_at: nextTaskAt,
  completeness,
} as unknown as Record<string, KindUi | undefined>;

export function kindOf(field: Field): KindUi {
  const own = field.custom ? undefined : special[field.key];
  if (own) return own;
  return (registry as unknown as Record<FieldKind, KindUi>)[field.kind];
}

export function isEmpty(value: FieldValue): boolean {
  if (value === null || value === undefined || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/** A value as it is read. Nothing at all for an empty one: the place around it decides what to show then. */
export function showValue(props: DisplayProps): ReactNode {
  if (isEmpty(props.value)) return null;
  return kindOf(props.field).Display(props);
}

export function FieldDisplay(props: DisplayProps): ReactNode {
  return showValue(props);
}

export function valueText(value: FieldValue, field: Field, cx: Shown): string {
  return isEmpty(value) ? '' : kindOf(field).text(value, field, cx);
}

/** A value as it goes into a cell of a spreadsheet. */
export function plainText(value: FieldValue, field: Field, cx: Shown): string {
  if (isEmpty(value)) return '';
  const kind = kindOf(field);
  return (kind.plain ?? kind.text)(value, field, cx);
}

/** A value from a cell of a spreadsheet, by the rules of the field's kind. Nothing in it is no value. */
export function readValue(text: string, context: ReadContext): Read {
  const tight = text.trim();
  return tight === '' ? { value: null } : kindOf(context.field).read(tight, context);
}

export function FieldInput(props: InputProps) {
  const { Input } = kindOf(props.field);
  return <Input {...props} />;
}

/** The comparisons to offer for a field: those of its kind that the server allows. */
export function operatorsOf(field: Field): Operator[] {
  const { operators } = kindOf(field);
  return operators.filter((op) => field.operators.includes(op));
}

export { useShown } from './shown';
export type { Shown } from './types';
