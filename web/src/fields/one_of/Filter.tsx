import { Pill } from '@/ui/Pill';
import { SetFilter } from '../shared/filters';
import type { FilterProps } from '../types';

export function Filter({ field, value, onChange }: FilterProps) {
  return (
    <SetFilter
      label={field.label}
      value={value}
      onChange={onChange}
      options={(field.options ?? []).map((option) => ({
        id: option.key,
        label: option.label,
        shown: <Pill tone={option.tone}>{option.label}</Pill>,
      }))}
    />
  );
}
