import { IconChecklist, IconPlus, IconSquareCheck } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import type { FilterNode, ObjectType, Rec } from '@/api/types';
import { useSession } from '@/app/session';
import { useShortcuts } from '@/app/shortcuts';
import { usePhone } from '@/app/useWide';
import { useObject } from '@/catalogue';
import { useFormat } from '@/i18n/format';
import { CreateDialog } from '@/records/form/CreateDialog';
import { RecordPanel } from '@/records/panel/RecordPanel';
import { Button } from '@/ui/Button';
import { Page, PageBody, PageHeader } from '@/ui/Page';
import { Empty, Failed, Skeleton } from '@/ui/State';
import { TabBar } from '@/ui/TabBar';
import { CompleteDialog } from './CompleteDialog';
import { groupByDay } from './groups';
import type { TasksSearch } from './search';
import { TaskRow } from './TaskRow';
import classes from './Tasks.module.css';

/** What is to be done, by day: overdue first. */
export default function TasksPage() {
  const t = useTranslations('tasks');
  const object = useObject('task');
  const phone = usePhone();
  const format = useFormat();
  const { user } = useSession();
  const search = useSearch({ from: '/inside/tasks' });
  const navigate = useNavigate({ from: '/tasks' });
  const [creating, setCreating] = useState(false);
  const [completing, setCompleting] = useState<Rec | null>(null);
  const set = (change: Partial<TasksSearch>) =>
    void navigate({ search: (old: TasksSearch) => ({ ...old, ...change }), replace: true });
  useShortcuts({ KeyC: () => object?.can.create && setCreating(true) });

  const done = search.show === 'done';
  const filter = useMemo<FilterNode>(
    () => ({
      and: [
        { field: 'done_at', op: done ? 'not_empty' : 'empty' },
        ...(search.whose === 'all' ? [] : [mineFilter(object)]),
      ],
    }),
    [done, search.whose, object],
  );
  const body = { filter, sort: done ? '-done_at' : 'due_at', limit: 100, count: true };
  const list = useInfiniteQuery({
    queryKey: ['records', 'task', 'list', body],
    queryFn: ({ pageParam, signal }) =>
      api.records.query('task', { ...body, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    enabled: object !== undefined,
  });
  const tasks = list.data?.pages.flatMap((page) => page.records) ?? [];
  const groups = groupByDay(tasks, done ? 'done_at' : 'due_at', format);
  const count = list.data?.pages[0]?.count;
  const tab = done ? 'done' : search.whose === 'all' ? 'all' : 'mine';
  if (!object) return <Empty title={t('none')} />;
  return (
    <>
      <Page>
        <PageHeader
          icon={<IconSquareCheck size={18} stroke={1.6} />}
          title={object.label_plural}
          hint={count === undefined ? undefined : t('count', { count })}
        >
          {object.can.create && (
            <Button
              look="primary"
              icon={<IconPlus size={16} stroke={2} />}
              aria-label={t('new')}
              onClick={() => setCreating(true)}
            >
              {phone ? undefined : t('new')}
            </Button>
          )}
        </PageHeader>
        <TabBar
          label={t('views')}
          active={tab}
          tabs={[
            { key: 'mine', label: t('mine') },
            { key: 'all', label: t('everybody') },
            { key: 'done', label: t('done') },
          ]}
          onPick={(key) =>
            set({
              show: key === 'done' ? 'done' : undefined,
              whose: key === 'all' ? 'all' : undefined,
            })
          }
        />
        <PageBody>
          {list.error && !list.data && (
            <Failed error={list.error} onRetry={() => void list.refetch()} />
          )}
          {list.isLoading && (
            <div className={classes.waiting}>
              <Skeleton width="40%" />
              <Skeleton width="55%" />
              <Skeleton width="35%" />
            </div>
          )}
          {list.data && tasks.length === 0 && (
            <Empty
              icon={<IconChecklist size={22} stroke={1.6} />}
              title={done ? t('noneDone') : t('none')}
              hint={done ? undefined : t('noneHint')}
            >
              {object.can.create && !done && (
                <Button
                  look="primary"
                  icon={<IconPlus size={16} />}
                  onClick={() => setCreating(true)}
                >
                  {t('new')}
                </Button>
              )}
            </Empty>
          )}
          {groups.map((group) => (
            <section key={group.key} className={classes.group}>
              <h2 className={classes.groupTitle} data-state={group.key}>
                <span className={classes.day}>
                  {group.day
                    ? format.nearDay(group.day, format.today())
                    : t(`groups.${group.key as 'overdue' | 'none'}`)}
                </span>
                <span className={classes.groupCount}>{group.tasks.length}</span>
              </h2>
              <ul>
                {group.tasks.map((task) => (
                  <TaskRow
                    key={task.id}
                    task={task}
                    object={object}
                    open={task.id === search.open}
                    showAssignee={search.whose === 'all' || done}
                    onOpen={() => set({ open: task.id })}
                    onComplete={() => setCompleting(task)}
                  />
                ))}
              </ul>
            </section>
          ))}
          {list.hasNextPage && (
            <div className={classes.more}>
              <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                {t('more')}
              </Button>
            </div>
          )}
        </PageBody>
      </Page>
      {search.open && (
        <RecordPanel
          key={search.open}
          object="task"
          id={search.open}
          onClose={() => set({ open: undefined })}
        />
      )}
      {creating && (
        <CreateDialog
          object={object}
          initial={{ assignee: user.id }}
          onClose={() => setCreating(false)}
          onCreated={() => undefined}
        />
      )}
      {completing && <CompleteDialog task={completing} onClose={() => setCompleting(null)} />}
    </>
  );
}

/** What I am to do, and what I take part in. */
function mineFilter(object: ObjectType | undefined): FilterNode {
  const mine: FilterNode = { field: 'assignee', op: 'eq', value: '@me' };
  if (!object?.fields.some((field) => field.key === 'participants')) return mine;
  return { or: [mine, { field: 'participants', op: 'contains', value: '@me' }] };
}
