import { useQueries } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Catalogue, FieldValue, ObjectType, Rec, Stage } from '@/api/types';
import { defaultPipeline, stageOf, useCatalogue } from '@/catalogue';
import { isEmpty } from '@/fields';
import { type Linked, linked, ruleField } from './fields';

type Values = Record<string, FieldValue>;

/** The stage in which a new record comes to stand: the one chosen, else the first open one of its pipeline. */
export function stageOfNew(
  catalogue: Catalogue,
  object: Pick<ObjectType, 'key' | 'verbs'>,
  values: Values,
): Stage | undefined {
  if (!object.verbs.includes('move')) return undefined;
  const chosen = typeof values.stage === 'string' && stageOf(catalogue, values.stage)?.stage;
  if (chosen) return chosen;
  const pipeline =
    catalogue.pipelines.find(({ id }) => id === values.pipeline) ??
    defaultPipeline(catalogue, object.key);
  return pipeline?.stages.find(({ kind }) => kind === 'open');
}

/** What a stage asks for, as rules name it: of the record itself, and of the company and the contact that it names. */
export function askedBy(stage: Stage | undefined, values: Values) {
  const names = stage?.rules?.required ?? [];
  const own = names.filter((name) => !name.includes('.'));
  const beyond = names.filter((name) => name.includes('.'));
  // Without the company nothing of it can be said.
  const links = linked.filter((link) => beyond.some((name) => name.startsWith(`${link}.`)));
  return {
    own: [...own, ...links.filter((link) => !own.includes(link))],
    beyond: beyond.filter((name) => !isEmpty(values[linkOf(name)])),
  };
}

const linkOf = (name: string) => name.slice(0, name.indexOf('.')) as Linked;

/** What the stage of a new record asks for, known before it is made. Of linked records only what they lack. */
export function useAsked(object: ObjectType, values: Values): { own: string[]; beyond: string[] } {
  const catalogue = useCatalogue();
  const { own, beyond } = askedBy(stageOfNew(catalogue, object, values), values);
  const links = [...new Set(beyond.map(linkOf))];
  const found = useQueries({
    queries: links.map((link) => {
      const id = String(values[link]);
      return {
        queryKey: keys.record(link, id),
        queryFn: ({ signal }: { signal: AbortSignal }) => api.records.get(link, id, signal),
      };
    }),
  });
  const record = (link: Linked): Rec | undefined => found[links.indexOf(link)]?.data;
  const lacks = (name: string) => {
    const rule = ruleField(catalogue, name, object.key);
    const held = rule?.link && record(rule.link);
    return held ? isEmpty(held.fields[rule.field.key]) : false;
  };
  return { own, beyond: beyond.filter(lacks) };
}
