import { useNavigate } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import type { SavedState, SavedView } from '@/api/views';
import { PLAIN, PlaceViews } from '@/records/views/PlaceViews';
import { type BoardSearch, boardSearch } from './search';

type Props = {
  object: 'deal' | 'lead';
  /** The pipeline's id. */
  pipeline: string;
  search: BoardSearch;
};

/** Boards that were kept under a name: with their filter, by stage, by owner or by month. */
export function BoardViews({ object, pipeline, search }: Props) {
  const t = useTranslations('views');
  const navigate = useNavigate();
  const { filter, by, lanes, view } = search;
  return (
    <PlaceViews
      object={object}
      kind="board"
      now={boardState({ pipeline, filter, by: by ?? 'stage', lanes })}
      stateOf={boardState}
      plain={{ pipeline }}
      plainName={t('plain')}
      asked={view}
      onOpen={(open) =>
        void navigate({
          to: '/board/$pipeline',
          params: { pipeline: open?.state.pipeline ?? pipeline },
          search: searchOfView(open),
        })
      }
    />
  );
}

/** The address of a board under its name; without one, of what everybody has. */
export function searchOfView(view: SavedView | null): BoardSearch {
  if (!view) return { view: PLAIN };
  const { filter, by, lanes } = view.state;
  return boardSearch({ view: view.id, filter: filter ?? undefined, by, lanes });
}

/** What a board is made of; the rest of a view's state belongs to others. */
function boardState({ pipeline, filter, by, lanes }: SavedState): SavedState {
  return { pipeline, filter: filter ?? null, by: by ?? 'stage', lanes: lanes ?? null };
}
