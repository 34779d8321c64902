import { Pill } from '@/ui/Pill';
import { asList, SetFilter, TextFilter } from '../shared/filters';
import type { FilterProps } from '../types';

export function Filter(props: FilterProps) {
  const { field, value, onChange, op } = props;
  const options = field.options ?? [];
  if (options.length === 0 && field.open) {
    // Free words: one may be named without having seen it.
    const words = asList(value).join(', ');
    if (op !== 'in' && op !== 'not_in') return <TextFilter {...props} />;
    return (
      <TextFilter
        {...props}
        value={words}
        onChange={(text) =>
          onChange(
            String(text)
              .split(',')
              .map((word) => word.trim())
              .filter(Boolean),
          )
        }
      />
    );
  }
  return (
    <SetFilter
      label={field.label}
      value={value}
      onChange={onChange}
      options={options.map((option) => ({
        id: option.key,
        label: option.label,
        shown: <Pill tone={option.tone}>{option.label}</Pill>,
      }))}
    />
  );
}
