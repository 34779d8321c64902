import { RangeFilter } from '../shared/filters';
import { readNumber } from '../shared/numbers';
import type { FilterProps } from '../types';

export function Filter({ op, value, onChange, cx }: FilterProps) {
  return (
    <RangeFilter
      key={op}
      op={op}
      value={value}
      onChange={onChange}
      read={(text) => readNumber(text, cx.format.locale)}
      show={(entry) =>
        typeof entry === 'number' ? String(entry).replace('.', cx.format.decimalSign) : ''
      }
    />
  );
}
