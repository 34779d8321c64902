import { IconArrowRight, IconCalendarPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { ObjectType, Rec, RecordQuery } from '@/api/types';
import { useSession } from '@/app/session';
import { useObject, useUsersById } from '@/catalogue';
import { CompleteDialog } from '@/features/tasks/CompleteDialog';
import { DueText, TaskDot } from '@/features/tasks/Due';
import { Tick } from '@/features/tasks/Tick';
import type { Shown } from '@/fields';
import { Avatar } from '@/ui/Avatar';
import { Button } from '@/ui/Button';
import { CreateDialog } from '../form/CreateDialog';
import classes from './NextStep.module.css';

type Props = {
  record: Rec;
  cx: Shown;
  /** Shows all that is planned. */
  onAll: () => void;
};

const SHOWN = 3;

/** The next open task stands above everything else: one should never have to ask what to do next. */
export function NextStep({ record, cx, onAll }: Props) {
  const t = useTranslations('record');
  const task = useObject('task');
  const [done, setDone] = useState<Rec | null>(null);
  const known = task?.fields.some(
    (field) => field.key === 'about' && field.targets?.includes(record.object),
  );
  const query: RecordQuery = {
    filter: {
      and: [
        { field: 'about', op: 'eq', value: record.id },
        { field: 'done_at', op: 'empty' },
      ],
    },
    sort: 'due_at',
    limit: SHOWN + 1,
  };
  const { data } = useQuery({
    queryKey: keys.page('task', query),
    queryFn: ({ signal }) => api.records.query('task', query, signal),
    enabled: known === true,
  });
  if (!task || !known || !data) return null;
  const tasks = data.records.slice(0, SHOWN);
  return (
    <section className={classes.next} aria-label={t('nextStep')}>
      {tasks.length === 0 && !isOver(record, cx) && <Unplanned task={task} record={record} />}
      {tasks.length > 0 && (
        <ul className={classes.list}>
          {tasks.map((entry) => (
            <Step key={entry.id} task={entry} onDone={() => setDone(entry)} />
          ))}
          {data.records.length > SHOWN && (
            <li>
              <button type="button" className={classes.all} onClick={onAll}>
                {t('allPlanned')}
                <IconArrowRight size={14} aria-hidden />
              </button>
            </li>
          )}
        </ul>
      )}
      {done && <CompleteDialog task={done} onClose={() => setDone(null)} />}
    </section>
  );
}

function Step({ task, onDone }: { task: Rec; onDone: () => void }) {
  const t = useTranslations('record');
  const users = useUsersById();
  const due = task.fields.due_at as string | null;
  const assignee = users.get(String(task.fields.assignee ?? ''));
  return (
    <li className={classes.item}>
      <Tick label={t('completeAndPlan')} onClick={onDone} />
      <Link
        to="/records/$object/$id"
        params={{ object: 'task', id: task.id }}
        className={classes.title}
      >
        {String(task.fields.title ?? '')}
      </Link>
      <DueText due={due} allDay={task.fields.all_day === true} />
      <TaskDot due={due} />
      {assignee && <Avatar name={assignee.name} seed={assignee.id} size={20} />}
    </li>
  );
}

function Unplanned({ task, record }: { task: ObjectType; record: Rec }) {
  const t = useTranslations('record');
  const { user } = useSession();
  const [planning, setPlanning] = useState(false);
  return (
    <div className={classes.unplanned}>
      <i className={classes.ring} aria-hidden />
      <span>{t('noNextStep')}</span>
      {task.can.create && (
        <Button
          size="small"
          look="quiet"
          icon={<IconCalendarPlus size={15} stroke={1.7} aria-hidden />}
          onClick={() => setPlanning(true)}
        >
          {t('plan')}
        </Button>
      )}
      {planning && (
        <CreateDialog
          object={task}
          initial={{ about: record.id, assignee: user.id }}
          onClose={() => setPlanning(false)}
          onCreated={() => undefined}
        />
      )}
    </div>
  );
}

/** A deal that has ended and what lies in the bin need no next step; products are not worked with at all. */
function isOver(record: Rec, cx: Shown): boolean {
  const stage = typeof record.fields.stage === 'string' ? cx.stage(record.fields.stage) : undefined;
  const ended = stage !== undefined && stage.kind !== 'open';
  return ended || Boolean(record.deleted_at) || record.object === 'product';
}
