import { Pill } from '@/ui/Pill';
import { SetFilter } from '../shared/filters';
import type { FilterProps } from '../types';

export function Filter({ field, value, onChange, cx }: FilterProps) {
  const several = cx.catalogue.pipelines.length > 1;
  return (
    <SetFilter
      label={field.label}
      value={value}
      onChange={onChange}
      options={cx.catalogue.pipelines.flatMap((pipeline) =>
        pipeline.stages.map((stage) => ({
          id: stage.id,
          label: stage.name,
          group: several ? pipeline.name : undefined,
          shown: (
            <Pill dot tone={stage.tone}>
              {stage.name}
            </Pill>
          ),
        })),
      )}
    />
  );
}
