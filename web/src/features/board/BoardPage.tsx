import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import type { BoardCard } from '@/api/types';
import { useSession } from '@/app/session';
import { useShortcuts } from '@/app/shortcuts';
import { defaultPipeline, useCatalogue, useObject, useUsersById } from '@/catalogue';
import { withTexts } from '@/i18n';
import { useFormat } from '@/i18n/format';
import { CreateDialog } from '@/records/form/CreateDialog';
import { useFirstView } from '@/records/views/useFirstView';
import { Page, PageBar } from '@/ui/Page';
import { Failed, Working } from '@/ui/State';
import classes from './Board.module.css';
import { BoardBar } from './BoardBar';
import { BoardHeader } from './BoardHeader';
import { BoardGhost, BoardView } from './BoardView';
import { searchOfView } from './BoardViews';
import { boardKey, boardQuery, type Place, useMonthWords, useMore, useTaskCounts } from './data';
import { columnOf, findCard, inOrder, landing, shown } from './model';
import { NoDeals } from './NoDeals';
import { OpenCard } from './OpenCard';
import { useBoardObject } from './object';
import type { BoardSearch } from './search';
import type { Column } from './types';
import { useChoice } from './useChoice';
import { useCreate } from './useCreate';
import { useLacking } from './useLacking';
import { useMoves } from './useMoves';
import { worded } from './wire';

const ChosenBar = lazy(() => import('./ChosenBar'));
// Of leads it speaks with the words of their pages.
const MoveChosen = lazy(withTexts(['leads'], () => import('./MoveChosen')));

const route = getRouteApi('/inside/board/$pipeline');

export default function BoardPage() {
  const { pipeline } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const client = useQueryClient();
  const of = useBoardObject();
  const object = useObject(of);
  const { filter, lost = false, open = null, by, lanes, task } = search;
  // The card is marked at once; what is shown of it beside the board follows.
  const beside = useDeferredValue(open);
  const filterText = JSON.stringify(filter);
  // The same filter is the same place, however often the address is read.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text says the same as the filter
  const place: Place = useMemo(
    () => ({ object: of, pipeline, filter, by, lanes, task }),
    [of, pipeline, filterText, by, lanes, task],
  );
  const words = useMonthWords();
  const query = useQuery(boardQuery(client, place, words));
  // The language may change while the board is held.
  const read = useMemo(() => query.data && worded(query.data, words), [query.data, words]);
  const tasks = useTaskCounts(place);
  const { shown: board, move, layAll } = useMoves(place, read);
  const users = useUsersById();
  const { locale } = useFormat();
  const seen = useMemo(
    () => board && inOrder(shown(board, lost), (id) => users.get(id)?.name ?? '', locale),
    [board, lost, users, locale],
  );
  const { can } = useSession();
  const choice = useChoice(seen, can.bulk);
  const [together, setTogether] = useState<Together | null>(null);
  const onDrop = (card: string, to: string) => {
    const column = board && columnOf(board, to);
    if (!column || choice.carried(card) === 1) return move(card, to);
    const cards = [...choice.ids].flatMap((id) => {
      const found = findCard(board, id);
      return found && found.column.id !== to ? found.card : [];
    });
    const lift = layAll(
      cards.map(({ id }) => id),
      to,
    );
    const onEnd = () => {
      setTogether(null);
      void client.invalidateQueries({ queryKey: boardKey(place) }).finally(lift);
    };
    setTogether({ cards, to: column, onEnd });
  };
  const lacking = useLacking(board, tasks);
  const onMore = useMore(place);
  const onCreate = useCreate(place);
  // Whoever comes without a wish of his own begins with the board that he chose to begin with.
  const wishes = [search.view, filter, by, lanes, task, open].some((wish) => wish != null);
  const catalogue = useCatalogue();
  const usual = of === 'lead' ? defaultPipeline(catalogue, of)?.id : 'default';
  useFirstView(
    of,
    'board',
    pipeline === usual && !wishes,
    (view) =>
      void navigate({
        params: { pipeline: view.state.pipeline ?? pipeline },
        search: searchOfView(view),
        replace: true,
      }),
  );
  const go = (patch: Partial<BoardSearch>, replace = true) =>
    void navigate({ search: (before) => ({ ...before, ...patch }), replace });
  const opens = useRef((_: string) => {});
  opens.current = (id) => go({ open: id }, open !== null);
  // Cards stay as they are when something else on the page changes.
  const onOpen = useCallback((id: string) => opens.current(id), []);
  const [creating, setCreating] = useState(false);
  const canCreate = object?.can.create === true;
  useShortcuts({ KeyC: () => canCreate && setCreating(true) });
  const empty = board?.heads.every((column) => column.count === 0) ?? false;
  return (
    <div className={classes.split}>
      <Page className={classes.page}>
        <Working active={query.isFetching && query.isPlaceholderData} />
        <BoardHeader
          pipeline={pipeline}
          board={board}
          columns={seen?.heads ?? none}
          search={search}
          onCreate={canCreate ? () => setCreating(true) : undefined}
        />
        {choice.ids.size > 0 && object ? (
          <PageBar>
            <Suspense>
              <ChosenBar object={object} choice={choice} filter={filter} />
            </Suspense>
          </PageBar>
        ) : (
          <BoardBar
            pipeline={pipeline}
            id={board?.pipeline.id}
            search={search}
            lacking={lacking}
            onChange={go}
          />
        )}
        {query.isError && !board && (
          <Failed error={query.error} onRetry={() => void query.refetch()} />
        )}
        {query.isPending && <BoardGhost />}
        {board && empty && (
          <NoDeals
            filtered={filter !== undefined || task !== undefined}
            onClear={() => go({ filter: undefined, task: undefined })}
            onCreate={canCreate ? () => setCreating(true) : undefined}
          />
        )}
        {board && seen && !empty && (
          <BoardView
            board={board}
            shown={seen}
            open={open}
            choice={choice}
            tasks={tasks}
            task={task}
            canCreate={canCreate}
            onOpen={onOpen}
            onMove={move}
            onDrop={onDrop}
            onTask={(next) => go({ task: next })}
            onCreate={onCreate}
            onMore={onMore}
          />
        )}
      </Page>
      {together && object && (
        <Suspense>
          <MoveChosen
            {...together}
            object={object}
            landing={(card) => landing(card, together.to)}
            choice={choice}
          />
        </Suspense>
      )}
      {beside && board && (
        <OpenCard
          object={of}
          board={board}
          id={beside}
          onGo={(id) => go({ open: id ?? undefined })}
        />
      )}
      {creating && object && (
        <CreateDialog
          object={object}
          initial={{ pipeline: board?.pipeline.id }}
          onClose={() => setCreating(false)}
          onCreated={(record) => go({ open: record.id })}
        />
      )}
    </div>
  );
}

const none: never[] = [];

/** Chosen cards on their way into a column. */
type Together = { cards: readonly BoardCard[]; to: Column; onEnd: () => void };
