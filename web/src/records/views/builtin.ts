import type { Catalogue, ObjectType, Pipeline } from '@/api/types';
import { pipelinesOf } from '@/catalogue';
import { plain, type TableState } from './state';

export type BuiltInKey = 'all' | 'mine' | 'open' | 'idle' | 'won' | 'lost';
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
      const stages = pipelinesOf(catalogue).flatMap((pipeline) =>
        pipeline.stages.filter((stage) => stage.kind === kind).map((stage) => stage.id),
      );
      if (stages.length === 0) continue;
      const filter = { and: [{ field: 'stage', op: 'in' as const, value: stages }] };
      views.push({ key: kind, state: { ...plain, filter } });
      if (kind === 'open') views.push(...withoutStep(object, catalogue));
    }
  }
  if (clients.includes(object.key) && object.fields.some((field) => field.key === 'next_task')) {
    const filter = { and: [{ field: 'next_task', op: 'empty' as const }] };
    views.push({ key: 'idle', state: { ...plain, filter } });
  }
  return views;
}

const clients = ['company', 'contact'];

/** Open deals that lack a next step, where some pipeline wants one. */
function withoutStep(object: ObjectType, catalogue: Catalogue): BuiltIn[] {
  const wanted = pipelinesOf(catalogue).filter(
    ({ rules }) => (rules?.next_step ?? 'off') !== 'off',
  );
  if (wanted.length === 0 || !object.fields.some((field) => field.key === 'next_task')) return [];
  return [{ key: 'idle', state: { ...plain, filter: lackingFilter(wanted) } }];
}

/** Open deals of these pipelines for which nothing is planned. */
export function lackingFilter(pipelines: readonly Pipeline[]) {
  const stages = pipelines
    .flatMap((pipeline) => pipeline.stages)
    .filter((stage) => stage.kind === 'open')
    .map((stage) => stage.id);
  return {
    and: [
      { field: 'stage', op: 'in' as const, value: stages },
      { field: 'next_task', op: 'empty' as const },
    ],
  };
}
