import { createContext, useContext } from 'react';
import type { Catalogue, Pipeline } from '@/api/types';
import { defaultPipeline, fieldOf, objectOf } from '@/catalogue';
import { useSaidOf } from '@/i18n/said';

export type FunnelObject = 'deal' | 'lead';

const Counted = createContext<FunnelObject>('deal');

/** Says what is counted below: deals, unless the pipeline is one of leads. */
export const CountedObject = Counted.Provider;

export function useCounted(): FunnelObject {
  return useContext(Counted);
}

/** The objects whose pipelines have a funnel, as far as one may see where their records stand. */
export function funnelObjects(catalogue: Catalogue): FunnelObject[] {
  return (['deal', 'lead'] as const).filter((key) => {
    const object = objectOf(catalogue, key);
    return object && object.can.read !== 'none' && fieldOf(object, 'stage') !== undefined;
  });
}

/** The pipeline whose funnel an address asks for. */
export function pipelineAsked(catalogue: Catalogue, id: string | undefined): Pipeline | undefined {
  const objects = funnelObjects(catalogue);
  const known = catalogue.pipelines.filter((one) => objects.some((key) => key === one.object));
  return known.find((one) => one.id === id) ?? defaultPipeline(catalogue, objects[0] ?? 'deal');
}

/** The words of the page, as they are said of what is counted. */
export const useFunnelText = () => useSaidOf('funnel', useCounted());
