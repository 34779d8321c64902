import { IconChevronDown } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { defaultPipeline, useCatalogue } from '@/catalogue';
import { Menu } from '@/ui/Menu';
import classes from './Board.module.css';
import { useBoardObject } from './object';
import type { BoardSearch } from './search';

/** The pipelines by name; with one only there is nothing to switch. */
export function PipelineSwitch({ pipeline, search }: { pipeline: string; search: BoardSearch }) {
  const navigate = useNavigate();
  const catalogue = useCatalogue();
  const of = useBoardObject();
  const pipelines = catalogue.pipelines.filter((other) => other.object === of);
  const current =
    pipeline === 'default'
      ? defaultPipeline(catalogue)
      : pipelines.find((other) => other.id === pipeline);
  if (pipelines.length < 2 || !current) return null;
  return (
    <Menu
      trigger={
        <button type="button" className={classes.chip}>
          {current.name}
          <IconChevronDown size={14} aria-hidden />
        </button>
      }
      entries={pipelines.map((other) => ({
        key: other.id,
        label: other.name,
        checked: other.id === current.id,
        onSelect: () =>
          void navigate({
            to: '/board/$pipeline',
            params: { pipeline: other.id },
            search: { filter: search.filter, lost: search.lost },
          }),
      }))}
    />
  );
}
