import { defaultPipeline } from '@/catalogue';
import { folded } from '../shared/read';
import type { Read, ReadContext } from '../types';

/** A stage of the record's own pipeline by its name. */
export function read(text: string, { cx, field, record }: ReadContext): Read<string> {
  const { pipelines } = cx.catalogue;
  const pipeline =
    pipelines.find((candidate) => candidate.id === record?.pipeline) ??
    pipelines.find((candidate) => candidate.stages.some((stage) => stage.id === record?.stage)) ??
    defaultPipeline(cx.catalogue, field.targets?.[0]);
  const stage = pipeline?.stages.find((candidate) => folded(candidate.name) === folded(text));
  return stage ? { value: stage.id } : { wrong: 'option' };
}
