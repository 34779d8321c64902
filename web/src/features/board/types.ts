import type { BoardCard, Money, Stage } from '@/api/types';

export type TaskState = 'overdue' | 'today' | 'planned' | 'none';
export type TaskCounts = Record<TaskState, number>;

/** What the columns stand for: how far deals are, or when they should be won. */
export type By = 'stage' | 'month';

/**
 * A pile of cards: a stage, a month, or with swimlanes a stage of one owner. A month is dressed as a stage, so that
 * whatever draws a column need not know the difference.
 */
export type Column = {
  id: string;
  stage: Stage;
  /** `overdue`, `2026-11` …, `later` or `none`. */
  month?: string;
  /** Whose, in a swimlane; null for nobody's. */
  owner?: string | null;
  count: number;
  sum?: Money | null;
  weighted?: Money | null;
  unconverted: number;
  records: BoardCard[];
  next?: string | null;
};

export type Board = {
  by: By;
  pipeline: { id: string; name: string };
  columns: Column[];
  /** The figures above the columns; with swimlanes those over all lanes. */
  heads: Column[];
  /** The owners of the swimlanes, from top to bottom; null without swimlanes. */
  lanes: (string | null)[] | null;
  can_edit: boolean;
};
