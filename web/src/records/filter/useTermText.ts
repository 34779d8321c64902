import { useCallback } from 'react';
import { useTranslations } from 'use-intl';
import { labelOf } from '@/api/labels';
import type { FieldValue, Operator, Term, Within } from '@/api/types';
import { type Shown, valueText } from '@/fields';
import { usePeriodText } from '@/fields/shared/usePeriodText';
import { stayOf } from '@/fields/stage/stay';
import type { FilterField } from './fields';
import { needsValue } from './terms';

const dated = new Set(['date', 'date_time']);

export function useOperatorText(): (op: Operator, field: FilterField) => string {
  const t = useTranslations('filter');
  return useCallback(
    (op, { field }) => {
      if (
        dated.has(field.kind) &&
        (op === 'lt' || op === 'gt' || op === 'eq' || op === 'between' || op === 'within')
      ) {
        return t(`dateOps.${op}`);
      }
      return t(`ops.${op}`);
    },
    [t],
  );
}

/** A condition in a few words, for its chip; `value` leaves out the field and the comparison, for where they stand beside it. */
type Words = (term: Term, known: FilterField | undefined, part?: 'value') => string;

export function useTermText(cx: Shown): Words {
  const t = useTranslations('filter');
  const period = usePeriodText();
  const operator = useOperatorText();
  return useCallback(
    (term, known, part) => {
      if (!known) return term.field;
      const whole = part === undefined;
      const name = known.through
        ? t('path', { first: known.through, second: known.label })
        : known.label;
      const one = (value: unknown): string => {
        if (value === '@me') return t('me');
        if (value === '@my_team') return t('myTeam');
        if (value === '@today') return t('this.day');
        const { kind } = known.field;
        if (typeof value === 'string' && kind === 'money') return cx.format.number(Number(value));
        if (typeof value === 'string' && dated.has(kind)) return cx.format.date(value);
        if (
          typeof value === 'string' &&
          ['text', 'long_text', 'phones', 'emails', 'address', 'external_ids'].includes(kind)
        ) {
          return t('quoted', { value });
        }
        if (typeof value === 'string' && (kind === 'many_of' || kind === 'users'))
          return valueText([value], known.field, cx);
        if (typeof value === 'string' && kind === 'link') return labelOf(value)?.label ?? '…';
        return valueText(value as FieldValue, known.field, cx);
      };
      if (!needsValue(term.op))
        return t('chipState', { field: name, operator: operator(term.op, known) });
      if (term.op === 'within')
        return whole
          ? t('chip', { field: name, value: period(term.value as Within) })
          : period(term.value as Within);
      if (term.op === 'between' && Array.isArray(term.value)) {
        const value = t('range', { from: one(term.value[0]), to: one(term.value[1]) });
        return whole ? t('chip', { field: name, value }) : value;
      }
      if (term.op === 'entered' || term.op === 'left') {
        const { stages, span } = stayOf(term.value);
        const when = [
          span?.from && t('since', { from: cx.format.date(span.from) }),
          span?.to && t('until', { to: cx.format.date(span.to) }),
        ];
        const value = [cx.format.list(stages.map(one)), ...when].filter(Boolean).join(' ');
        return whole
          ? t('chipOp', { field: name, operator: operator(term.op, known), value })
          : value;
      }
      if (Array.isArray(term.value)) {
        const first = one(term.value[0]);
        const rest = term.value.length - 1;
        const value = rest > 0 ? t('more', { first, count: rest }) : first;
        if (!whole) return cx.format.list(term.value.map(one));
        if (term.op === 'in') return t('chip', { field: name, value });
        return t('chipOp', { field: name, operator: operator(term.op, known), value });
      }
      if (!whole) return one(term.value);
      const plain = term.op === 'eq' || term.op === 'contains';
      if (plain) return t('chip', { field: name, value: one(term.value) });
      const short =
        !dated.has(known.field.kind) && ['ne', 'lt', 'lte', 'gt', 'gte'].includes(term.op);
      return t('chipOp', {
        field: name,
        operator: short ? t(`short.${term.op as 'lt'}`) : operator(term.op, known),
        value: one(term.value),
      });
    },
    [t, period, operator, cx],
  );
}
