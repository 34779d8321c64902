import { IconMoodSmile, IconPlus } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ObjectType, Rec } from '@/api/types';
import { useSession } from '@/app/session';
import { CompleteDialog } from '@/features/tasks/CompleteDialog';
import { TaskRow } from '@/features/tasks/TaskRow';
import { CreateDialog } from '@/records/form/CreateDialog';
import { Button } from '@/ui/Button';
import { Empty, Failed, Skeleton } from '@/ui/State';
import classes from './Home.module.css';
import { useToday } from './today';

const parts = ['overdue', 'today', 'upcoming'] as const;

/** What is due: late, today, in the days to come. */
export function MyDay({ object }: { object: ObjectType }) {
  const t = useTranslations('home');
  const navigate = useNavigate();
  const { user } = useSession();
  const [done, setDone] = useState<Rec | null>(null);
  const [creating, setCreating] = useState(false);
  const { data, error, refetch } = useToday();
  const nothing = data && parts.every((part) => data[part].length === 0);
  return (
    <section className={classes.card} aria-labelledby="home-tasks">
      <header className={classes.cardHead}>
        <h2 id="home-tasks" className={classes.cardTitle}>
          {t('tasks')}
        </h2>
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
      {nothing && (
        <Empty
          icon={<IconMoodSmile size={22} stroke={1.6} />}
          title={t('noTasks')}
          hint={t('noTasksHint')}
        />
      )}
      {data &&
        parts.map((part) => {
          if (data[part].length === 0) return null;
          const more = data.counts[part] - data[part].length;
          return (
            <section key={part} aria-labelledby={`home-${part}`}>
              <h3 id={`home-${part}`} className={classes.part} data-part={part}>
                {t(`part.${part}`)}
                <span className={classes.count}>{data.counts[part]}</span>
              </h3>
              <ul>
                {data[part].map((task) => (
                  <TaskRow
                    key={task.id}
                    task={task}
                    object={object}
                    onOpen={() => void navigate({ to: '/tasks', search: { open: task.id } })}
                    onComplete={() => setDone(task)}
                  />
                ))}
              </ul>
              {more > 0 && (
                <Link to="/tasks" className={classes.moreLink}>
                  {t('moreTasks', { count: more })}
                </Link>
              )}
            </section>
          );
        })}
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
