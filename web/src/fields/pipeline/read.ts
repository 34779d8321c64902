import { pipelinesOf } from '@/catalogue';
import { folded } from '../shared/read';
import type { Read, ReadContext } from '../types';

export function read(text: string, { cx, field }: ReadContext): Read<string> {
  const pipelines = pipelinesOf(cx.catalogue, field.targets?.[0]);
  const found = pipelines.find((pipeline) => folded(pipeline.name) === folded(text));
  return found ? { value: found.id } : { wrong: 'option' };
}
