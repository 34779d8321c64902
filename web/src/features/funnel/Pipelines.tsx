import { IconChevronDown } from '@tabler/icons-react';
import { defaultPipeline, useCatalogue } from '@/catalogue';
import { Button } from '@/ui/Button';
import { Menu } from '@/ui/Menu';
import type { FunnelSearch } from './search';

type Props = { search: FunnelSearch; onChange: (patch: Partial<FunnelSearch>) => void };

/** Whose funnel it is; with one pipeline only there is nothing to choose. */
export function Pipelines({ search, onChange }: Props) {
  const catalogue = useCatalogue();
  const usual = defaultPipeline(catalogue);
  const pipelines = catalogue.pipelines.filter((pipeline) => pipeline.object === 'deal');
  const current = pipelines.find((pipeline) => pipeline.id === search.pipeline) ?? usual;
  if (pipelines.length < 2 || !current) return current?.name ?? null;
  return (
    <Menu
      trigger={
        <Button size="small" after={<IconChevronDown size={13} aria-hidden />}>
          {current.name}
        </Button>
      }
      entries={pipelines.map((pipeline) => ({
        key: pipeline.id,
        label: pipeline.name,
        checked: pipeline.id === current.id,
        onSelect: () => onChange({ pipeline: pipeline.id === usual?.id ? undefined : pipeline.id }),
      }))}
    />
  );
}
