import { useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Field, FieldValue, FilterNode, ObjectType, Rec } from '@/api/types';
import { useShortcuts } from '@/app/shortcuts';
import { usePhone } from '@/app/useWide';
import { fieldOf } from '@/catalogue';
import { useShown } from '@/fields';
import { Page, PageBar } from '@/ui/Page';
import { Failed, Working } from '@/ui/State';
import { SelectionBar } from './bulk/SelectionBar';
import { keepView, keptView, shownColumns } from './columns';
import { FilterBar } from './filter/FilterBar';
import { both } from './filter/terms';
import { CreateDialog } from './form/CreateDialog';
import { Grid } from './grid/Grid';
import { useSelection } from './grid/useSelection';
import classes from './List.module.css';
import { ColumnsMenu } from './ListColumns';
import { ListEmpty } from './ListEmpty';
import { ListFooter } from './ListFooter';
import { ListHeader } from './ListHeader';
import { PhoneRows } from './PhoneRows';
import { RecordPanel } from './panel/RecordPanel';
import { SearchInView } from './SearchInView';
import { SortMenu } from './SortMenu';
import { useSave } from './save';
import { cycle, readSort, writeSort } from './sort';
import { useListSearch } from './useListSearch';
import { useWindow } from './useWindow';
import { ViewTabs } from './ViewTabs';

/** A table of any object of the catalogue, with the open record beside it. */
export function List({ object }: { object: ObjectType }) {
  const t = useTranslations('list');
  const phone = usePhone();
  const cx = useShown();
  const { search, set } = useListSearch();
  const [creating, setCreating] = useState(false);
  const [askFilter, setAskFilter] = useState(0);
  const [askSearch, setAskSearch] = useState(0);
  const [sight, setSight] = useState({ first: 0, last: 40 });
  const [widths, setWidths] = useState(() => keptView(object.key).widths ?? {});
  const save = useSave(object);

  const title = fieldOf(object, object.title);
  const columns = useMemo(() => {
    const shown = shownColumns(object, search.columns);
    return title ? [title, ...shown] : shown;
  }, [object, search.columns, title]);

  const filter = useMemo<FilterNode | undefined>(
    () =>
      both(
        search.filter,
        search.q ? { field: object.title, op: 'contains', value: search.q } : undefined,
      ),
    [search.filter, search.q, object.title],
  );
  const sort = search.sort ?? usualSort(object);
  const fields = useMemo(() => neededFields(object, columns), [object, columns]);
  const rows = useWindow({ object: object.key, filter, sort, fields }, sight.first, sight.last);
  const sorts = useMemo(() => readSort(search.sort), [search.sort]);
  const selection = useSelection(rows, JSON.stringify(filter ?? null));

  const stable = useStable({
    onSight: (first: number, last: number) => setSight({ first, last }),
    onSort: (field: Field, more: boolean) =>
      set({ sort: writeSort(cycle(sorts, field.key, more)) }),
    onResize: (field: Field, width: number, done: boolean) => {
      const next = { ...widths, [field.key]: width };
      if (width === 0) delete next[field.key];
      setWidths(next);
      if (done) keepView(object.key, { widths: next });
    },
    onMoveColumn: (from: string, to: string) => {
      const list = columns
        .slice(1)
        .map((field) => field.key)
        .filter((key) => key !== from);
      list.splice(list.indexOf(to), 0, from);
      chooseColumns(list);
    },
    onOpen: (record: Rec) => set({ open: record.id }, { push: !search.open }),
    onSave: (record: Rec, field: Field, value: FieldValue) => void save(record, field, value),
  });

  const chooseColumns = (next: string[] | undefined) => {
    keepView(object.key, { columns: next });
    set({ columns: next });
  };

  useShortcuts({
    KeyC: () => object.can.create && setCreating(true),
    KeyF: () => setAskFilter((count) => count + 1),
    Slash: () => setAskSearch((count) => count + 1),
  });

  const openIndex = search.open ? rows.indexOf(search.open) : -1;
  const step = (by: number) => {
    const next = openIndex < 0 ? undefined : rows.at(openIndex + by);
    if (next) set({ open: next.id });
  };
  const isFiltered = filter !== undefined;
  const empty =
    rows.error && rows.count === undefined ? (
      <Failed error={rows.error} onRetry={rows.retry} />
    ) : rows.count === 0 && !rows.isStale ? (
      <ListEmpty
        object={object}
        filtered={isFiltered}
        onClear={() => set({ filter: undefined, q: undefined })}
        onCreate={() => setCreating(true)}
      />
    ) : null;

  return (
    <div className={classes.split}>
      <Page className={classes.list}>
        <Working active={rows.isFetching && rows.isStale} />
        <ListHeader
          object={object}
          count={rows.count}
          filter={filter}
          sort={sort}
          columns={columns}
          onCreate={() => setCreating(true)}
        />
        <ViewTabs
          object={object}
          search={search}
          onPick={(next) => set({ filter: next, q: undefined })}
        />
        <PageBar>
          {selection.some ? (
            <SelectionBar
              object={object}
              selection={selection}
              filter={filter}
              count={rows.count ?? 0}
            />
          ) : (
            <>
              <FilterBar
                object={object}
                filter={search.filter}
                ask={askFilter}
                onChange={(next) => set({ filter: next })}
              />
              <SortMenu
                object={object}
                sorts={sorts}
                onChange={(next) => set({ sort: writeSort(next) })}
              />
              {!phone && (
                <ColumnsMenu
                  object={object}
                  chosen={columns.slice(1).map((field) => field.key)}
                  onChange={chooseColumns}
                />
              )}
              <SearchInView value={search.q} ask={askSearch} onChange={(q) => set({ q })} />
            </>
          )}
        </PageBar>
        {phone ? (
          <PhoneRows
            object={object}
            rows={rows}
            columns={columns}
            cx={cx}
            onSight={stable.onSight}
            onOpen={stable.onOpen}
            empty={empty}
          />
        ) : (
          <Grid
            object={object}
            columns={columns}
            widths={widths}
            rows={rows}
            cx={cx}
            sorts={sorts}
            selection={selection.value}
            onSelect={selection.toggle}
            onSelectAll={selection.setAll}
            openId={search.open}
            label={object.label_plural}
            empty={empty}
            {...stable}
          />
        )}
        <ListFooter
          object={object}
          filter={filter}
          columns={columns}
          count={rows.count}
          phone={phone}
        />
      </Page>
      {search.open && (
        <RecordPanel
          key={search.open}
          object={object.key}
          id={search.open}
          position={
            openIndex >= 0
              ? t('position', { place: openIndex + 1, count: rows.count ?? 0 })
              : undefined
          }
          onPrevious={openIndex > 0 ? () => step(-1) : undefined}
          onNext={openIndex >= 0 && openIndex < (rows.count ?? 0) - 1 ? () => step(1) : undefined}
          onClose={() => set({ open: undefined })}
        />
      )}
      {creating && (
        <CreateDialog
          object={object}
          onClose={() => setCreating(false)}
          onCreated={(record) => set({ open: record.id })}
        />
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

/** The fields that a row needs: its columns, and what editing a cell relies on. */
function neededFields(object: ObjectType, columns: Field[]): string[] {
  const wanted = new Set([object.title, ...columns.map((field) => field.key)]);
  if (columns.some((field) => field.kind === 'stage') && fieldOf(object, 'pipeline'))
    wanted.add('pipeline');
  return [...wanted];
}
