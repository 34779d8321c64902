import type { FieldValue, FilterNode, Rec } from '@/api/types';
import type { Period } from './period';

export const PAGE = 100;

/** What a table shows: which records, in which order, with which fields. */
export type RowsQuery = { object: string; filter?: FilterNode; sort?: string; fields?: string[] };

/** Records that have the same value in the field that the table is grouped by. */
export type Group = {
  /** Tells it from the others, also after the figures have been asked for again. */
  id: string;
  key: FieldValue;
  count: number;
  /** Which records are in it, besides the filter of the table. */
  filter: FilterNode;
  /** The stretch of time that the key begins. */
  period?: Period;
  /** Figures by the path of their column. */
  figures: Record<string, FieldValue>;
};

export type GroupLine = { group: Group; opened: boolean };

/** The lines of a table: records, and heads of groups when it is grouped. */
export type Rows = {
  /** Nothing is known of the record yet while it is being fetched. */
  at: (line: number) => Rec | undefined;
  groupAt: (line: number) => GroupLine | undefined;
  /** The line of a record that is loaded, else -1. */
  lineOf: (id: string) => number;
  /** The line of the head of a group, else -1. */
  lineOfGroup: (id: string) => number;
  /** Which record of the whole a line is, counted from 0. */
  placeOf: (line: number) => number;
  /** Lines to scroll through; unknown until the first answer. */
  lines: number | undefined;
  /** Records of the whole filtered set. */
  count: number | undefined;
  /** The records of a stretch of lines, fetched where they are not here yet. */
  read: (from: number, to: number) => Promise<Rec[]>;
  error: unknown;
  /** Rows of the view before are shown until the new ones come. */
  isStale: boolean;
  isFetching: boolean;
  retry: () => void;
};
