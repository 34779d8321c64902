import { pipelinesOf } from '@/catalogue';
import { SetFilter } from '../shared/filters';
import type { FilterProps } from '../types';

export function Filter({ field, value, onChange, cx }: FilterProps) {
  return (
    <SetFilter
      label={field.label}
      value={value}
      onChange={onChange}
      options={pipelinesOf(cx.catalogue, field.targets?.[0]).map((pipeline) => ({
        id: pipeline.id,
        label: pipeline.name,
      }))}
    />
  );
}
