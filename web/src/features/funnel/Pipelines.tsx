import { IconChevronDown } from '@tabler/icons-react';
import type { Pipeline } from '@/api/types';
import { defaultPipeline, objectOf, pipelinesOf, useCatalogue } from '@/catalogue';
import { Button } from '@/ui/Button';
import { Menu, type MenuEntry } from '@/ui/Menu';
import { type FunnelObject, funnelObjects } from './object';
import type { FunnelSearch } from './search';

type Props = {
  search: FunnelSearch;
  /** Of what the pipelines are that can be chosen: deals alone, where only they are counted. */
  of?: readonly FunnelObject[];
  onChange: (patch: Partial<FunnelSearch>) => void;
};

/** Whose funnel it is; with one pipeline only there is nothing to choose. */
export function Pipelines({ search, of, onChange }: Props) {
  const catalogue = useCatalogue();
  const objects = funnelObjects(catalogue).filter((key) => !of || of.includes(key));
  const usual = defaultPipeline(catalogue, objects[0] ?? 'deal');
  const all = objects.flatMap((key) => pipelinesOf(catalogue, key));
  const current = all.find((pipeline) => pipeline.id === search.pipeline) ?? usual;
  if (all.length < 2 || !current) return current?.name ?? null;
  const choose = (pipeline: Pipeline) =>
    onChange({
      pipeline: pipeline.id === usual?.id ? undefined : pipeline.id,
      // What is asked of deals cannot be asked of leads.
      ...(pipeline.object === current.object
        ? {}
        : { filter: undefined, group: undefined, by: undefined }),
    });
  const entries = objects.flatMap((key): MenuEntry[] => [
    ...(objects.length > 1 ? [{ key, title: objectOf(catalogue, key)?.label_plural ?? key }] : []),
    ...pipelinesOf(catalogue, key).map((pipeline) => ({
      key: pipeline.id,
      label: pipeline.name,
      checked: pipeline.id === current.id,
      onSelect: () => choose(pipeline),
    })),
  ]);
  return (
    <Menu
      trigger={
        <Button size="small" after={<IconChevronDown size={13} aria-hidden />}>
          {current.name}
        </Button>
      }
      entries={entries}
    />
  );
}
