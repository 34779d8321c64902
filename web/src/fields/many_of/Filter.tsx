import { Pill } from '@/ui/Pill';
import { asList, SetFilter } from '../shared/filters';
import type { FilterProps } from '../types';
import { toneOf } from './tone';
import { useKnownWords } from './useKnownWords';

/** Options of the list, or the free words that are in use. */
export function Filter({ field, value, onChange, cx }: FilterProps) {
  const { words } = useKnownWords(cx.catalogue, field);
  const own = (field.options ?? []).map((option) => ({ key: option.key, label: option.label }));
  const used = [...new Set([...asList(value), ...words])]
    .filter((word) => field.open && !own.some((option) => option.key === word))
    .map((word) => ({ key: word, label: word }));
  return (
    <SetFilter
      label={field.label}
      value={value}
      onChange={onChange}
      open={field.open ?? false}
      options={[...own, ...used].map(({ key, label }) => ({
        id: key,
        label,
        shown: <Pill tone={toneOf(field, key)}>{label}</Pill>,
      }))}
    />
  );
}
