import { createContext, useContext, useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type { Catalogue, Pipeline } from '@/api/types';
import { defaultPipeline, fieldOf, objectOf } from '@/catalogue';

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

type Text = ReturnType<typeof useTranslations<'funnel'>>;
type Said = (key: string, values?: object) => string;

/** The words of the page, as they are said of what is counted: what is said otherwise of leads stands under `lead`. */
export function useFunnelText(): Text {
  const object = useCounted();
  const t = useTranslations('funnel');
  return useMemo(() => {
    if (object === 'deal') return t;
    const say = t as unknown as Said & { has: (key: string) => boolean };
    const said: Said = (key, values) => say(say.has(`lead.${key}`) ? `lead.${key}` : key, values);
    return said as unknown as Text;
  }, [object, t]);
}
