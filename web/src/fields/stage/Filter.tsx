import { pipelinesOf } from '@/catalogue';
import { Pill } from '@/ui/Pill';
import { SetFilter } from '../shared/filters';
import type { FilterProps } from '../types';
import { stayOf } from './stay';

export function Filter({ field, value, onChange, cx }: FilterProps) {
  const pipelines = pipelinesOf(cx.catalogue, field.targets?.[0]);
  const several = pipelines.length > 1;
  const { stages, span } = stayOf(value);
  return (
    <SetFilter
      label={field.label}
      value={stages}
      // When it was stays as it is: only the stages are chosen here.
      onChange={(chosen) => onChange(span ? { ...span, stages: chosen } : chosen)}
      options={pipelines.flatMap((pipeline) =>
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
