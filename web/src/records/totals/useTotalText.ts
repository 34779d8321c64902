import { useCallback } from 'react';
import type { Field, FieldValue, Money } from '@/api/types';
import { type Shown, valueText } from '@/fields';
import type { Total } from '../views/state';

/** A figure in the words of its column: a share in percent, a count as a number, a sum as the field has it. */
export function useTotalText(cx: Shown): (total: Total, field: Field, value: FieldValue) => string {
  return useCallback(
    (total, field, value) => {
      if (value === null || value === undefined) return '–';
      if (total === 'filled') return cx.format.percent(Number(value), 0);
      if (total === 'count') return cx.format.number(Number(value));
      if (field.kind === 'money') return cx.format.money(value as Money, true);
      if (typeof value === 'number') return cx.format.number(Math.round(value * 100) / 100);
      return valueText(value, field, cx);
    },
    [cx],
  );
}
