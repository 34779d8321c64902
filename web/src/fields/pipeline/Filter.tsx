import { SetFilter } from '../shared/filters';
import type { FilterProps } from '../types';

export function Filter({ field, value, onChange, cx }: FilterProps) {
  return (
    <SetFilter
      label={field.label}
      value={value}
      onChange={onChange}
      options={cx.catalogue.pipelines.map((pipeline) => ({
        id: pipeline.id,
        label: pipeline.name,
      }))}
    />
  );
}
