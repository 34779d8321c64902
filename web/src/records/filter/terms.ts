import type { FilterNode, Operator, Term } from '@/api/types';
import { stayOf } from '@/fields/stage/stay';

export function isTerm(node: FilterNode): node is Term {
  return 'field' in node;
}

/** A condition about other records as a whole: those that link here, or the one that a link leads to. */
export type Beyond = Extract<FilterNode, { linked: unknown } | { through: unknown }>;

export function isBeyond(node: FilterNode): node is Beyond {
  return 'linked' in node || 'through' in node;
}

/** The conditions that all must hold. A filter of another shape (or, not) is one condition among them. */
export function conditionsOf(filter: FilterNode | undefined): FilterNode[] {
  if (!filter) return [];
  return 'and' in filter ? filter.and : [filter];
}

export function filterOf(conditions: FilterNode[]): FilterNode | undefined {
  if (conditions.length === 0) return undefined;
  return { and: conditions };
}

/** All conditions together; what is missing does not count. */
export function both(...filters: (FilterNode | undefined)[]): FilterNode | undefined {
  const parts = filters.flatMap((filter) => conditionsOf(filter));
  return filterOf(parts);
}

/** How many single comparisons are in a part of a filter. */
export function countTerms(node: FilterNode): number {
  if ('and' in node) return node.and.reduce((sum, part) => sum + countTerms(part), 0);
  if ('or' in node) return node.or.reduce((sum, part) => sum + countTerms(part), 0);
  if ('not' in node) return countTerms(node.not);
  return 1;
}

export function needsValue(op: Operator): boolean {
  return op !== 'empty' && op !== 'not_empty';
}

/** A condition under construction is not sent before it says something. */
export function isComplete(term: Term): boolean {
  if (!needsValue(term.op)) return true;
  const { value } = term;
  if (value === undefined || value === null) return false;
  if (typeof value === 'string') return value.trim() !== '';
  if (Array.isArray(value)) return value.length > 0;
  if (term.op === 'entered' || term.op === 'left') return stayOf(value).stages.length > 0;
  return true;
}

/** What can be kept of a value when the comparison changes. */
export function carryValue(from: Operator, to: Operator, value: unknown): unknown {
  const shape = (op: Operator) =>
    op === 'in' || op === 'not_in'
      ? 'set'
      : op === 'entered' || op === 'left'
        ? 'stay'
        : op === 'between'
          ? 'pair'
          : op === 'within'
            ? 'period'
            : needsValue(op)
              ? 'one'
              : 'none';
  return shape(from) === shape(to) ? value : undefined;
}
