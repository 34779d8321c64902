import { IconMoodSmile, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { ObjectType, Rec, RecordQuery } from '@/api/types';
import { useSession } from '@/app/session';
import { CompleteDialog } from '@/features/tasks/CompleteDialog';
import { dueFilter } from '@/features/tasks/due';
import { TaskRow } from '@/features/tasks/TaskRow';
import { CreateDialog } from '@/records/form/CreateDialog';
import { Button } from '@/ui/Button';
import { Empty, Failed, Skeleton } from '@/ui/State';
import classes from './Home.module.css';

const query: RecordQuery = { filter: dueFilter, sort: 'due_at', limit: 30, count: true };

export function MyDay({ object }: { object: ObjectType }) {
  const t = useTranslations('home');
  const navigate = useNavigate();
  const { user } = useSession();
  const [done, setDone] = useState<Rec | null>(null);
  const [creating, setCreating] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: keys.page('task', query),
    queryFn: ({ signal }) => api.records.query('task', query, signal),
  });
  return (
    <section className={classes.card} aria-labelledby="home-tasks">
      <header className={classes.cardHead}>
        <h2 id="home-tasks" className={classes.cardTitle}>
          {t('tasks')}
        </h2>
        {data?.count !== undefined && data.count > 0 && (
          <span className={classes.count}>{data.count}</span>
        )}
        {object.can.create && (
          <Button
            size="small"
            look="quiet"
            icon={<IconPlus size={14} />}
            onClick={() => setCreating(true)}
          >
            {t('newTask')}
          </Button>
        )}
      </header>
      {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
      {!data && !error && (
        <div className={classes.waiting}>
          <Skeleton width="60%" />
          <Skeleton width="45%" />
        </div>
      )}
      {data && data.records.length === 0 && (
        <Empty
          icon={<IconMoodSmile size={22} stroke={1.6} />}
          title={t('noTasks')}
          hint={t('noTasksHint')}
        />
      )}
      {data && data.records.length > 0 && (
        <ul>
          {data.records.map((task) => (
            <TaskRow
              key={task.id}
              task={task}
              object={object}
              onOpen={() => void navigate({ to: '/tasks', search: { open: task.id } })}
              onComplete={() => setDone(task)}
            />
          ))}
        </ul>
      )}
      <footer className={classes.cardFoot}>
        <Link to="/tasks">{t('allTasks')}</Link>
      </footer>
      {done && <CompleteDialog task={done} onClose={() => setDone(null)} />}
      {creating && (
        <CreateDialog
          object={object}
          initial={{ assignee: user.id }}
          onClose={() => setCreating(false)}
          onCreated={() => undefined}
        />
      )}
    </section>
  );
}
