import { Picker } from '@/ui/Picker';
import type { FilterProps } from '../types';

export function Filter({ field, value, onChange, cx }: FilterProps) {
  return (
    <Picker
      label={field.label}
      selected={typeof value === 'boolean' ? [String(value)] : []}
      options={[
        { id: 'true', label: cx.words.yes },
        { id: 'false', label: cx.words.no },
      ]}
      onPick={(id) => onChange(id === 'true')}
    />
  );
}
