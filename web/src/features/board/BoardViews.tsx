import { IconBookmark, IconChevronDown, IconPlus, IconTrash } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { SavedState, SavedView, ViewScope } from '@/api/views';
import { same } from '@/records/same';
import { NewView } from '@/records/views/NewView';
import { useSavedViews } from '@/records/views/saved';
import { useViewChanges } from '@/records/views/useViewChanges';
import { cx } from '@/ui/cx';
import { Menu, type MenuEntry } from '@/ui/Menu';
import classes from './Board.module.css';
import { type BoardSearch, boardSearch } from './search';

type Props = {
  /** The pipeline's id. */
  pipeline: string;
  search: BoardSearch;
};

const icon = { size: 16, stroke: 1.7, 'aria-hidden': true } as const;

/** Boards that were kept under a name: with their filter, by stage, by owner or by month. */
export function BoardViews({ pipeline, search }: Props) {
  const t = useTranslations('views');
  const navigate = useNavigate();
  const changes = useViewChanges('deal');
  const [naming, setNaming] = useState(false);
  const boards = useSavedViews('deal').views.filter((view) => view.kind === 'board');
  const now = stateOf(pipeline, search);
  const open = boards.find((view) => same(relevant(view.state), now));
  const go = ({ state }: SavedView) =>
    void navigate({
      to: '/board/$pipeline',
      params: { pipeline: state.pipeline ?? pipeline },
      search: boardSearch({ filter: state.filter ?? undefined, by: state.by, lanes: state.lanes }),
    });
  const save = async (name: string, scope: ViewScope) => {
    if (await changes.create(name, scope, now, 'board')) setNaming(false);
  };
  const entries: MenuEntry[] = [
    ...boards.map((view) => ({
      key: view.id,
      label: view.name,
      checked: view.id === open?.id,
      onSelect: () => go(view),
    })),
    ...(boards.length > 0 ? [{ key: 'line', divider: true as const }] : []),
    {
      key: 'save',
      label: t('saveAs'),
      icon: <IconPlus {...icon} />,
      onSelect: () => setNaming(true),
    },
  ];
  if (open?.can.delete) {
    entries.push({
      key: 'delete',
      label: t('delete'),
      icon: <IconTrash {...icon} />,
      danger: true,
      onSelect: () => void changes.remove(open),
    });
  }
  return (
    <>
      <Menu
        width={240}
        trigger={
          <button type="button" className={cx(classes.chip, open && classes.chipOn)}>
            <IconBookmark size={15} stroke={1.7} aria-hidden />
            {open?.name ?? t('boards')}
            <IconChevronDown size={14} aria-hidden />
          </button>
        }
        entries={entries}
      />
      {naming && (
        <NewView
          busy={changes.busy}
          onSave={(name, scope) => void save(name, scope)}
          onClose={() => setNaming(false)}
        />
      )}
    </>
  );
}

function stateOf(pipeline: string, { filter, by, lanes }: BoardSearch): SavedState {
  return relevant({ pipeline, filter, by: by ?? 'stage', lanes });
}

/** What a board is made of; the rest of a view's state belongs to tables. */
function relevant({ pipeline, filter, by, lanes }: SavedState): SavedState {
  return { pipeline, filter: filter ?? null, by: by ?? 'stage', lanes: lanes ?? null };
}
