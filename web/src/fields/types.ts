import type { ComponentType, ReactNode } from 'react';
import type { Catalogue, Field, FieldValue, Operator, Stage, User } from '@/api/types';
import type { Format } from '@/i18n/format';

/**
 * What a value needs to become words: made once per table, handed to every cell, so that a cell costs no hook.
 */
export type Shown = {
  format: Format;
  catalogue: Catalogue;
  user: (id: string) => User | undefined;
  people: () => User[];
  stage: (id: string) => Stage | undefined;
  pipeline: (id: string) => string | undefined;
  words: { yes: string; no: string; hidden: string };
  today: string;
};

export type DisplayProps<V = FieldValue> = {
  field: Field;
  value: V;
  cx: Shown;
  /** In a table a value is one line; in the details it may take several. */
  inTable?: boolean;
};

export type InputProps<V = FieldValue> = {
  field: Field;
  value: V | null;
  cx: Shown;
  /** `form`: a control among others. `place`: edits where the value stood, starts at once. */
  mode: 'form' | 'place';
  /** `final`: the choice is made, nothing more to type. */
  onChange: (value: V | null, final?: boolean) => void;
  /** Ends the editing with what has been entered so far (only with `place`). */
  onDone?: () => void;
  /** The other values of the record: a stage depends on the pipeline. */
  record?: Record<string, FieldValue>;
  id?: string;
  label: string;
  invalid?: boolean;
  autoFocus?: boolean;
  /** What was typed on the cell to begin with. */
  typed?: string;
  /** Nothing is a choice of its own here, although nothing is chosen yet: it is set for many records. */
  canClear?: boolean;
};

export type FilterProps = {
  field: Field;
  op: Operator;
  value: unknown;
  cx: Shown;
  onChange: (value: unknown) => void;
};

/** Why a text cannot be a value of a kind. */
export type Wrong =
  | 'number'
  | 'date'
  | 'option'
  | 'person'
  | 'record'
  | 'several'
  | 'phone'
  | 'email'
  | 'boolean';
export type Read<V = FieldValue> = { value: V | null } | { wrong: Wrong };

/** What reading a text from a spreadsheet relies on. */
export type ReadContext = {
  field: Field;
  cx: Shown;
  /** The other values of the record: a stage depends on the pipeline. */
  record?: Record<string, FieldValue>;
  /** Ids of the records that a name may mean. */
  names?: (targets: readonly string[], name: string) => string[];
};

/** The answers that each kind of field gives to the UI. */
export type KindUi<V = FieldValue> = {
  /** Called as a plain function: no hooks inside. */
  Display: (props: DisplayProps<V>) => ReactNode;
  Input: ComponentType<InputProps<V>>;
  Filter: ComponentType<FilterProps>;
  /** In the order the menu offers them; the first that the field allows is the default. */
  operators: readonly Operator[];
  text: (value: V, field: Field, cx: Shown) => string;
  /** As it goes into a spreadsheet, where that differs from the words: `read` takes it back. */
  plain?: (value: V, field: Field, cx: Shown) => string;
  /** A value from a text that is not empty. */
  read: (text: string, context: ReadContext) => Read<V>;
  align?: 'end';
  width: number;
  /** Why what was typed cannot be a value of this kind. */
  isWrong?: (value: unknown, field: Field) => 'number' | 'digits' | 'date' | 'email' | false;
};
