import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import type { FilterNode, ObjectType, Rec } from '@/api/types';
import { Button } from '@/ui/Button';
import { Failed } from '@/ui/State';
import classes from '../related/Related.module.css';
import { TieRow } from './TieRow';
import { TIE } from './ties';

const PAGE = 50;

export function useTies(filter: FilterNode) {
  const body = { filter, sort: 'created_at', limit: PAGE };
  return useInfiniteQuery({
    queryKey: ['records', TIE, 'related', body],
    queryFn: ({ pageParam, signal }) =>
      api.records.query(TIE, { ...body, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

type Props = {
  object: ObjectType;
  filter: FilterNode;
  end?: 'contact' | 'company';
  onMain?: (tie: Rec) => void;
};

/** The rows of ties below the rows of a list. */
export function Tied({ object, filter, end = 'contact', onMain }: Props) {
  const t = useTranslations('record');
  const list = useTies(filter);
  const ties = list.data?.pages.flatMap((page) => page.records) ?? [];
  if (list.error && !list.data) {
    return <Failed error={list.error} onRetry={() => void list.refetch()} />;
  }
  if (ties.length === 0) return null;
  return (
    <>
      <ul className={classes.list}>
        {ties.map((tie) => (
          <TieRow
            key={tie.id}
            tie={tie}
            object={object}
            end={end}
            onMain={onMain && (() => onMain(tie))}
          />
        ))}
      </ul>
      {list.hasNextPage && (
        <div className={classes.bar}>
          <Button
            look="quiet"
            busy={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {t('showMore')}
          </Button>
        </div>
      )}
    </>
  );
}
