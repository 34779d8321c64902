import type { Catalogue, ObjectType } from '@/api/types';
import { plain, type TableState } from './state';

export type BuiltInKey = 'all' | 'mine' | 'open' | 'won' | 'lost';
export type BuiltIn = { key: BuiltInKey; state: TableState };

/** Views that everybody has. */
export function builtInViews(object: ObjectType, catalogue: Catalogue): BuiltIn[] {
  const views: BuiltIn[] = [{ key: 'all', state: plain }];
  if (object.owner) {
    const filter = { and: [{ field: object.owner, op: 'in' as const, value: ['@me'] }] };
    views.push({ key: 'mine', state: { ...plain, filter } });
  }
  if (object.key === 'deal' && object.fields.some((field) => field.key === 'stage')) {
    for (const kind of ['open', 'won', 'lost'] as const) {
      const stages = catalogue.pipelines.flatMap((pipeline) =>
        pipeline.stages.filter((stage) => stage.kind === kind).map((stage) => stage.id),
      );
      if (stages.length === 0) continue;
      const filter = { and: [{ field: 'stage', op: 'in' as const, value: stages }] };
      views.push({ key: kind, state: { ...plain, filter } });
    }
  }
  return views;
}
