import { useState } from 'react';
import { labelOf, learnOne } from '@/api/labels';
import { Picker, type PickOption } from '@/ui/Picker';
import { asList } from '../shared/filters';
import type { FilterProps } from '../types';
import { useFound } from './useFound';

export function Filter({ field, value, onChange }: FilterProps) {
  const [text, setText] = useState('');
  const chosen = asList(value);
  const { found, loading } = useFound(field.targets ?? [], text);
  const options: PickOption[] = found.map((entry) => ({
    id: entry.id,
    label: entry.label,
    hint: entry.hint,
  }));
  if (!text) {
    for (const id of chosen) {
      if (!options.some((option) => option.id === id))
        options.unshift({ id, label: labelOf(id)?.label ?? id });
    }
  }
  return (
    <Picker
      label={field.label}
      multiple
      options={options}
      selected={chosen}
      onSearch={setText}
      loading={loading}
      onPick={(id) => {
        const entry = found.find((candidate) => candidate.id === id);
        if (entry) learnOne(entry.object, entry.id, entry.label);
        onChange(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);
      }}
    />
  );
}
