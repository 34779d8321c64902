import type { Catalogue, FilterNode, ObjectType } from '@/api/types';
import { same } from './same';

export type View = { key: 'all' | 'mine' | 'open' | 'won' | 'lost'; filter?: FilterNode };

/** Views that everybody has; each is no more than a filter in the address. */
export function viewsOf(object: ObjectType, catalogue: Catalogue): View[] {
  const views: View[] = [{ key: 'all' }];
  if (object.owner) {
    views.push({
      key: 'mine',
      filter: { and: [{ field: object.owner, op: 'in', value: ['@me'] }] },
    });
  }
  if (object.key === 'deal' && object.fields.some((field) => field.key === 'stage')) {
    for (const kind of ['open', 'won', 'lost'] as const) {
      const stages = catalogue.pipelines.flatMap((pipeline) =>
        pipeline.stages.filter((stage) => stage.kind === kind).map((stage) => stage.id),
      );
      if (stages.length > 0)
        views.push({ key: kind, filter: { and: [{ field: 'stage', op: 'in', value: stages }] } });
    }
  }
  return views;
}

export function isView(view: View, filter: FilterNode | undefined): boolean {
  return same(view.filter ?? null, filter ?? null);
}
