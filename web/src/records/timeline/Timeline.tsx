import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { ObjectType, Rec, TimelineEntry } from '@/api/types';
import type { Shown } from '@/fields';
import { Button } from '@/ui/Button';
import { Failed, Skeleton } from '@/ui/State';
import { Composer } from './Composer';
import { Entry } from './Entry';
import classes from './Timeline.module.css';

type Props = {
  object: ObjectType;
  record: Rec;
  cx: Shown;
  /** Change the number to write a note. */
  noting: number;
};

const filters = ['all', 'note', 'change', 'task', 'file'] as const;
type Filter = (typeof filters)[number];

/** So many of the chosen kind are looked for, over so many pages at most, before one has to ask for older ones. */
const ENOUGH = 8;
const PAGES = 8;

/** What happened to a record, newest first. */
export function Timeline({ object, record, cx, noting }: Props) {
  const t = useTranslations('timeline');
  const [filter, setFilter] = useState<Filter>('all');
  const query = useInfiniteQuery({
    queryKey: keys.timeline(object.key, record.id),
    queryFn: ({ pageParam }) => api.records.timeline(object.key, record.id, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 5_000,
  });
  const entries = useMemo(
    () => query.data?.pages.flatMap((page) => page.entries) ?? [],
    [query.data],
  );
  const shown = useMemo(() => {
    if (filter !== 'all') return entries.filter((entry) => entry.kind === filter);
    // What was met in a note stands at the note.
    const told = new Set(entries.flatMap((entry) => entry.objections?.map(({ id }) => id) ?? []));
    return entries.filter(
      ({ name, record: about }) => name !== 'objection_met.created' || !told.has(about.id),
    );
  }, [entries, filter]);
  const pages = query.data?.pages.length ?? 0;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const few = filter !== 'all' && shown.length < ENOUGH && pages < PAGES;
  useEffect(() => {
    if (few && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [few, hasNextPage, isFetchingNextPage, fetchNextPage]);
  const days = byDay(shown, cx);
  return (
    <>
      {!record.deleted_at && <Composer record={record} cx={cx} ask={noting} />}
      {entries.length > 1 && (
        <div className={classes.filters} role="group" aria-label={t('show')}>
          {filters.map((key) => (
            <button
              key={key}
              type="button"
              className={classes.filter}
              aria-pressed={filter === key}
              onClick={() => setFilter(key)}
            >
              {t(`filter.${key}`)}
            </button>
          ))}
        </div>
      )}
      {query.error && !query.data && (
        <Failed error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.isLoading && (
        <div className={classes.waiting}>
          <Skeleton width="70%" />
          <Skeleton width="50%" />
          <Skeleton width="60%" />
        </div>
      )}
      {days.map(({ day, list }) => (
        <section key={day}>
          <h3 className={classes.day}>{cx.format.nearDay(day, cx.today)}</h3>
          <ol className={classes.list}>
            {list.map((entry) => (
              <Entry key={entry.id} entry={entry} here={record} cx={cx} />
            ))}
          </ol>
        </section>
      ))}
      {query.data && shown.length === 0 && !hasNextPage && (
        <p className={classes.nothing}>{t('nothingOfKind')}</p>
      )}
      {query.hasNextPage && (
        <Button
          look="quiet"
          busy={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t('older')}
        </Button>
      )}
    </>
  );
}

function byDay(entries: TimelineEntry[], cx: Shown): { day: string; list: TimelineEntry[] }[] {
  const days: { day: string; list: TimelineEntry[] }[] = [];
  for (const entry of entries) {
    const day = cx.format.dayOf(entry.at);
    const last = days[days.length - 1];
    if (last?.day === day) last.list.push(entry);
    else days.push({ day, list: [entry] });
  }
  return days;
}
