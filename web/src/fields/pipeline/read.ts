import { folded } from '../shared/read';
import type { Read, ReadContext } from '../types';

export function read(text: string, { cx }: ReadContext): Read<string> {
  const found = cx.catalogue.pipelines.find((pipeline) => folded(pipeline.name) === folded(text));
  return found ? { value: found.id } : { wrong: 'option' };
}
