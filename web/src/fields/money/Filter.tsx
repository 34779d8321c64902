import { RangeFilter } from '../shared/filters';
import { readDecimal } from '../shared/numbers';
import type { FilterProps } from '../types';

/** Amounts compare in the workspace's currency, whatever currency each record has. */
export function Filter({ op, value, onChange, cx }: FilterProps) {
  return (
    <RangeFilter
      key={op}
      op={op}
      value={value}
      onChange={onChange}
      read={(text) => readDecimal(text, cx.format.locale)}
      show={(entry) => (typeof entry === 'string' ? entry.replace('.', cx.format.decimalSign) : '')}
    />
  );
}
