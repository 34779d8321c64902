import { lazy, Suspense, useDeferredValue, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Field, FilterNode, ObjectType, Rec } from '@/api/types';
import { useShortcuts } from '@/app/shortcuts';
import { usePhone } from '@/app/useWide';
import { fieldOf, useCatalogue } from '@/catalogue';
import { wordsFor } from '@/catalogue/words';
import { useShown } from '@/fields';
import { Button } from '@/ui/Button';
import { Page, PageBar } from '@/ui/Page';
import { Failed, Working } from '@/ui/State';
import { toasts } from '@/ui/toast';
import { useBlockChange } from './clipboard/useBlockChange';
import { columnOf, columnsOf } from './columns';
import { both } from './filter/terms';
import { CreateDialog } from './form/CreateDialog';
import { Grid } from './grid/Grid';
import { useSelection } from './grid/useSelection';
import classes from './List.module.css';
import { ListBar } from './ListBar';
import { ListEmpty } from './ListEmpty';
import { ListHeader } from './ListHeader';
import { readGroup } from './rows/period';
import { useGrouped } from './rows/useGrouped';
import { useLinked } from './rows/useLinked';
import { useWindow } from './rows/useWindow';
import { useSave } from './save';
import { cycle, readSort, writeSort } from './sort';
import { Foot } from './totals/Foot';
import { askedOf, totalsOf } from './totals/offered';
import { useTotals } from './totals/useTotals';
import { useColumnActions } from './useColumnActions';
import { useListState } from './views/useListState';
import { ViewTabs } from './views/ViewTabs';

// What is not on the screen at first comes when it is wanted, so that the first screen stays light.
const panel = () => import('./panel/RecordPanel');
const RecordPanel = lazy(async () => ({ default: (await panel()).RecordPanel }));
const PhoneRows = lazy(async () => ({ default: (await import('./PhoneRows')).PhoneRows }));
const PhoneFoot = lazy(async () => ({
  default: (await import('./totals/PhoneFoot')).PhoneFoot,
}));
const SelectionBar = lazy(async () => ({
  default: (await import('./bulk/SelectionBar')).SelectionBar,
}));
const BlockDialog = lazy(async () => ({
  default: (await import('./clipboard/BlockDialog')).BlockDialog,
}));

const heights = { compact: 32, normal: 38, relaxed: 44 } as const;

/** A table of any object of the catalogue, with the open record beside it. */
export function List({ object }: { object: ObjectType }) {
  const t = useTranslations('list');
  const phone = usePhone();
  const cx = useShown();
  const catalogue = useCatalogue();
  const list = useListState(object);
  const { search, set, state } = list;
  const [creating, setCreating] = useState(false);
  const [ask, setAsk] = useState({ filter: 0, search: 0, field: undefined as string | undefined });
  const [choosing, setChoosing] = useState(false);
  const [sight, setSight] = useState({ first: 0, last: 40 });
  const save = useSave(object);

  const columns = useMemo(
    () => columnsOf(catalogue, object, state.columns),
    [catalogue, object, state.columns],
  );
  const filter = useMemo<FilterNode | undefined>(
    () =>
      both(
        state.filter ?? undefined,
        search.q ? { field: object.title, op: 'contains', value: search.q } : undefined,
      ),
    [state.filter, search.q, object.title],
  );
  const group = useMemo(() => (state.group ? readGroup(state.group) : null), [state.group]);
  const groupField = useMemo(() => {
    const column = group ? columnOf(catalogue, object, { field: group.path }) : undefined;
    return column?.field.groupable ? column.field : undefined;
  }, [catalogue, object, group]);
  const sorts = useMemo(() => readSort(state.sort ?? undefined), [state.sort]);
  const sort = state.sort ?? usualSort(object);
  const fields = useMemo(
    () =>
      neededFields(
        object,
        columns.map(({ field }) => field.key),
      ),
    [object, columns],
  );
  const wanted = useMemo(
    () => ({ object: object.key, filter, sort, fields }),
    [object.key, filter, sort, fields],
  );
  // A click is answered first; the rows, which are many, follow when the browser has shown that.
  const query = useDeferredValue(wanted);
  const open = useDeferredValue(search.open);
  const totals = useMemo(() => totalsOf(state, columns), [state, columns]);
  const asked = useMemo(() => askedOf(totals), [totals]);

  const isGrouped = groupField !== undefined;
  const flat = useWindow(query, sight.first, sight.last, list.isReady && !isGrouped);
  const groupedDown = sorts.some((one) => one.field === groupField?.key && one.down);
  const grouped = useGrouped(
    query,
    groupField,
    group?.period ?? 'month',
    asked,
    cx,
    groupedDown,
    sight.first,
    sight.last,
  );
  const linked = useLinked(isGrouped ? grouped : flat, columns, sight.first, sight.last);
  const rows = query === wanted ? linked : { ...linked, isStale: true };
  const figures = useTotals(object.key, filter, rows.count ? asked : []);
  const selection = useSelection(rows, JSON.stringify(filter ?? null));
  const block = useBlockChange({ object, rows, columns, cx, onSave: save });

  const columnActions = useColumnActions({
    columns,
    onChange: (next) => list.change({ columns: next }),
  });
  const actions = useStable({
    ...columnActions,
    ...block.actions,
    onSight: (first: number, last: number) => setSight({ first, last }),
    onSort: (field: Field, more: boolean) =>
      list.change({ sort: writeSort(cycle(sorts, field.key, more)) ?? null }),
    onSortTo: (field: Field, down: boolean) =>
      list.change({ sort: writeSort([{ field: field.key, down }]) ?? null }),
    onGroup: (field: Field) => list.change({ group: field.key }),
    onFilterBy: (field: Field) =>
      setAsk((old) => ({ ...old, filter: old.filter + 1, field: field.key })),
    onOpen: (record: Rec) => set({ open: record.id }, { push: !search.open }),
    onSave: (...what: Parameters<typeof save>) => void save(...what),
    onLocked: (field: Field) =>
      toasts.show({ text: t('locked', { field: field.label }), seconds: 3 }),
    onSelect: (row: number, range: boolean) => selection.toggle(row, range),
    onSelectAll: (all: boolean) => selection.setAll(all),
    onToggleGroup: (id: string) => grouped.toggle(id),
  });
  const gridActions = useMemo(() => ({ ...actions, groupField }), [actions, groupField]);

  useShortcuts({
    KeyC: () => object.can.create && setCreating(true),
    KeyF: () => setAsk((old) => ({ ...old, filter: old.filter + 1, field: undefined })),
    Slash: () => setAsk((old) => ({ ...old, search: old.search + 1 })),
  });

  const openLine = open ? rows.lineOf(open) : -1;
  const step = (by: number) => {
    let line = openLine + by;
    while (rows.groupAt(line)) line += by;
    const next = openLine < 0 ? undefined : rows.at(line);
    if (next) set({ open: next.id });
  };
  const openPlace = openLine < 0 ? -1 : rows.placeOf(openLine);
  const count = rows.count;
  const empty =
    rows.error && count === undefined ? (
      <Failed error={rows.error} onRetry={rows.retry} />
    ) : count === 0 && !rows.isStale ? (
      <ListEmpty
        object={object}
        filtered={filter !== undefined}
        onClear={() => {
          set({ q: undefined });
          list.change({ filter: null });
        }}
        onCreate={() => setCreating(true)}
      />
    ) : null;
  const said = count === undefined ? '' : t('records', { count, ...wordsFor(object) });

  return (
    <div className={classes.split} onPointerEnter={() => void panel()}>
      <Page className={classes.list}>
        <Working active={rows.isFetching && rows.isStale} />
        <ListHeader
          object={object}
          count={count}
          filter={filter}
          sort={sort}
          columns={columns}
          onCreate={() => setCreating(true)}
          onChoose={() => setChoosing(true)}
        />
        <ViewTabs object={object} list={list} columns={columns} />
        <PageBar>
          {selection.some ? (
            <Suspense>
              <SelectionBar
                object={object}
                selection={selection}
                filter={filter}
                sort={sort}
                columns={columns}
                count={count ?? 0}
              />
            </Suspense>
          ) : choosing ? (
            <>
              <span role="status">{t('chooseRows')}</span>
              <Button size="small" onClick={() => setChoosing(false)}>
                {t('chooseEnd')}
              </Button>
            </>
          ) : (
            <ListBar
              object={object}
              list={list}
              columns={columns}
              sorts={sorts}
              ask={ask}
              grouped={isGrouped ? grouped : undefined}
            />
          )}
        </PageBar>
        {phone ? (
          <Suspense fallback={<div style={{ flex: 1 }} />}>
            <PhoneRows
              object={object}
              rows={rows}
              columns={columns.map((column) => column.field)}
              cx={cx}
              onSight={actions.onSight}
              onOpen={actions.onOpen}
              groupField={groupField}
              onToggleGroup={actions.onToggleGroup}
              choosing={choosing || selection.some}
              selection={selection.value}
              onChoose={(row) => {
                setChoosing(true);
                selection.toggle(row, false);
              }}
              empty={empty}
            />
          </Suspense>
        ) : (
          <Grid
            key={groupField?.key}
            object={object}
            columns={columns}
            rows={rows}
            cx={cx}
            sorts={sorts}
            totals={totals}
            rowHeight={heights[state.density ?? 'normal']}
            selection={selection.value}
            openId={search.open}
            label={object.label_plural}
            empty={empty}
            actions={gridActions}
            foot={
              <Foot
                columns={columns}
                totals={totals}
                figures={figures}
                count={said}
                cx={cx}
                rowIndex={(rows.lines ?? 0) + 2}
                onChange={(path, total) => {
                  const next = { ...totals };
                  if (total) next[path] = total;
                  else delete next[path];
                  list.change({ totals: next });
                }}
              />
            }
          />
        )}
        {phone && (
          <Suspense>
            <PhoneFoot columns={columns} totals={totals} figures={figures} count={said} cx={cx} />
          </Suspense>
        )}
      </Page>
      {open && (
        <Suspense>
          <RecordPanel
            key={open}
            object={object.key}
            id={open}
            position={
              openPlace >= 0
                ? t('position', { place: openPlace + 1, count: count ?? 0 })
                : undefined
            }
            onPrevious={openPlace > 0 ? () => step(-1) : undefined}
            onNext={openPlace >= 0 && openPlace < (count ?? 0) - 1 ? () => step(1) : undefined}
            onClose={() => set({ open: undefined })}
          />
        </Suspense>
      )}
      {creating && (
        <CreateDialog
          object={object}
          onClose={() => setCreating(false)}
          onCreated={(record) => set({ open: record.id })}
        />
      )}
      {block.asking && (
        <Suspense>
          <BlockDialog object={object} cx={cx} {...block.asking} />
        </Suspense>
      )}
    </div>
  );
}

/** Functions that keep their identity but always act on the latest state, so that memoised rows stay still. */
// biome-ignore lint/suspicious/noExplicitAny: the parameters are those of each function
function useStable<T extends Record<string, (...args: any[]) => void>>(functions: T): T {
  const latest = useRef(functions);
  latest.current = functions;
  const [stable] = useState(() => {
    const made: Record<string, unknown> = {};
    for (const name of Object.keys(functions)) {
      made[name] = (...args: unknown[]) => latest.current[name]?.(...args);
    }
    return made as T;
  });
  return stable;
}

function usualSort(object: ObjectType): string | undefined {
  if (object.fields.some((field) => field.key === 'created_at' && field.sortable))
    return '-created_at';
  return undefined;
}

/** The fields that a row needs: its columns, the links that columns lead through, and what editing a cell relies on. */
function neededFields(object: ObjectType, paths: string[]): string[] {
  const own = (path: string) => path.split('.')[0] as string;
  const wanted = new Set([object.title, ...paths.map(own)]);
  const has = (key: string) => fieldOf(object, key)?.kind === 'stage';
  if ([...wanted].some(has) && fieldOf(object, 'pipeline')) wanted.add('pipeline');
  return [...wanted];
}
