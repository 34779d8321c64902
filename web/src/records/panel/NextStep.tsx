import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Rec, RecordQuery } from '@/api/types';
import { useObject, useUsersById } from '@/catalogue';
import { CompleteDialog } from '@/features/tasks/CompleteDialog';
import { DueText, TaskDot } from '@/features/tasks/Due';
import { Tick } from '@/features/tasks/Tick';
import { Avatar } from '@/ui/Avatar';
import classes from './NextStep.module.css';
import shared from './Panel.module.css';

/** The next open task stands above all history: one should never have to ask what to do next. */
export function NextStep({ record }: { record: Rec }) {
  const t = useTranslations('record');
  const task = useObject('task');
  const users = useUsersById();
  const [done, setDone] = useState<Rec | null>(null);
  const about = task?.fields.find((field) => field.key === 'about');
  const query: RecordQuery = {
    filter: {
      and: [
        { field: 'about', op: 'eq', value: record.id },
        { field: 'done_at', op: 'empty' },
      ],
    },
    sort: 'due_at',
    limit: 3,
  };
  const { data } = useQuery({
    queryKey: keys.page('task', query),
    queryFn: ({ signal }) => api.records.query('task', query, signal),
    enabled: Boolean(about?.targets?.includes(record.object)),
  });
  const tasks = data?.records ?? [];
  if (!task || tasks.length === 0) return null;
  return (
    <section className={classes.next} aria-label={t('nextStep')}>
      <h3 className={shared.section}>{t('nextStep')}</h3>
      <ul className={classes.nextList}>
        {tasks.map((entry) => {
          const due = entry.fields.due_at as string | null;
          const assignee = users.get(String(entry.fields.assignee ?? ''));
          return (
            <li key={entry.id} className={classes.nextItem}>
              <Tick label={t('complete')} onClick={() => setDone(entry)} />
              <span className={classes.nextTitle}>{String(entry.fields.title ?? '')}</span>
              <DueText due={due} />
              <TaskDot due={due} />
              {assignee && <Avatar name={assignee.name} seed={assignee.id} size={20} />}
            </li>
          );
        })}
      </ul>
      {done && <CompleteDialog task={done} onClose={() => setDone(null)} />}
    </section>
  );
}
