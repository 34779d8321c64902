import { useTranslations } from 'use-intl';
import type { ObjectType } from '@/api/types';
import { usePhone } from '@/app/useWide';
import type { Column } from './columns';
import { FilterBar } from './filter/FilterBar';
import { GroupMenu } from './GroupMenu';
import { ColumnsMenu } from './ListColumns';
import type { Grouped } from './rows/useGrouped';
import { SearchInView } from './SearchInView';
import { SortMenu } from './SortMenu';
import { type Sort, writeSort } from './sort';
import type { ListState } from './views/useListState';
import { ViewActions } from './views/ViewActions';

type Props = {
  object: ObjectType;
  list: ListState;
  columns: Column[];
  sorts: Sort[];
  ask: { filter: number; search: number; field: string | undefined };
  grouped: Grouped | undefined;
};

/** The bar above the table: which records, in which order, with which columns. */
export function ListBar({ object, list, columns, sorts, ask, grouped }: Props) {
  const t = useTranslations('list');
  const phone = usePhone();
  const { state, change, search, set } = list;
  return (
    <>
      <FilterBar
        object={object}
        filter={state.filter ?? undefined}
        ask={ask.filter}
        askField={ask.field}
        onChange={(next) => change({ filter: next ?? null })}
      />
      <SortMenu
        object={object}
        sorts={sorts}
        onChange={(next) => change({ sort: writeSort(next) ?? null })}
      />
      <GroupMenu
        object={object}
        group={state.group}
        grouped={grouped}
        onChange={(group) => change({ group })}
      />
      {!phone && (
        <ColumnsMenu
          object={object}
          columns={columns}
          density={state.density ?? 'normal'}
          onDensity={(density) => change({ density })}
          onChange={(next) => change({ columns: next })}
        />
      )}
      <ViewActions object={object} list={list} columns={columns} />
      <SearchInView
        key={object.key}
        value={search.q}
        ask={ask.search}
        onChange={(q) => set({ q })}
      />
      {list.isGone && (
        <span role="status" style={{ color: 'var(--text-3)', fontSize: 12 }}>
          {t('viewGone')}
        </span>
      )}
    </>
  );
}
