import { IconArrowRight, IconCalendarPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import { labelOf } from '@/api/labels';
import type { FieldValue, ObjectType, Rec, RecordQuery } from '@/api/types';
import { useSession } from '@/app/session';
import { useObject, useUsersById } from '@/catalogue';
import { setCompleting } from '@/features/tasks/completing';
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

/**
 * The next open task stands above everything else: one should never have to ask what to do next. Of a client that may be
 * a task about one of its deals or people, which its kept field names.
 */
export function NextStep({ record, cx, onAll }: Props) {
  const t = useTranslations('record');
  const task = useObject('task');
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
  const kept = typeof record.fields.next_task === 'string' ? record.fields.next_task : null;
  const own = data?.records.slice(0, SHOWN);
  const elsewhere = own && kept && !own.some(({ id }) => id === kept) ? kept : null;
  const step = useQuery<Rec>({
    queryKey: keys.record('task', elsewhere ?? ''),
    queryFn: ({ signal }) => api.records.get('task', elsewhere ?? '', signal),
    enabled: elsewhere !== null,
    retry: false,
  });
  if (!task || !known || !own || (elsewhere && step.isLoading)) return null;
  // What has just been done may still be the one that is kept.
  const other =
    elsewhere && step.data && !step.data.fields.done_at && !step.data.deleted_at ? step.data : null;
  const hidden = elsewhere !== null && step.isError;
  const tasks = other ? [other, ...own].slice(0, SHOWN) : own;
  const none = tasks.length === 0 && !isOver(record, cx);
  return (
    <section className={classes.next} aria-label={t('nextStep')}>
      {none && hidden && <Hidden due={record.fields.next_task_at} />}
      {none && !hidden && <Unplanned task={task} record={record} />}
      {tasks.length > 0 && (
        <ul className={classes.list}>
          {tasks.map((entry) => (
            <Step
              key={entry.id}
              task={entry}
              about={entry === other ? entry.fields.about : null}
              onDone={() => setCompleting(entry)}
            />
          ))}
          {(data?.records.length ?? 0) + (other ? 1 : 0) > SHOWN && (
            <li>
              <button type="button" className={classes.all} onClick={onAll}>
                {t('allPlanned')}
                <IconArrowRight size={14} aria-hidden />
              </button>
            </li>
          )}
        </ul>
      )}
    </section>
  );
}

type StepProps = {
  task: Rec;
  /** What it is about, where that is not the record shown. */
  about: FieldValue | undefined;
  onDone: () => void;
};

function Step({ task, about, onDone }: StepProps) {
  const t = useTranslations('record');
  const users = useUsersById();
  const due = task.fields.due_at as string | null;
  const assignee = users.get(String(task.fields.assignee ?? ''));
  const subject = typeof about === 'string' ? about : null;
  const named = subject ? labelOf(subject) : undefined;
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
      {subject && named && (
        <Link
          to="/records/$object/$id"
          params={{ object: named.object, id: subject }}
          className={classes.about}
        >
          {named.label}
        </Link>
      )}
      <DueText due={due} allDay={task.fields.all_day === true} />
      <TaskDot due={due} />
      {assignee && <Avatar name={assignee.name} seed={assignee.id} size={20} />}
    </li>
  );
}

/** Something is planned by somebody whose task one may not see. */
function Hidden({ due }: { due: FieldValue | undefined }) {
  const t = useTranslations('record');
  return (
    <div className={classes.unplanned}>
      <span>{t('stepOfOthers')}</span>
      <DueText due={typeof due === 'string' ? due : null} />
    </div>
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
