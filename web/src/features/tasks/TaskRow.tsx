import { IconMail, IconPhone, IconRepeat, IconSquareCheck, IconUsers } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { labelOf } from '@/api/labels';
import type { ObjectType, Rec } from '@/api/types';
import { useUsersById } from '@/catalogue';
import { useRuleWords } from '@/fields/recurrence/RuleWords';
import { useVerb } from '@/records/verbs';
import { Avatar } from '@/ui/Avatar';
import { cx } from '@/ui/cx';
import { Pill } from '@/ui/Pill';
import { Tip } from '@/ui/Tip';
import { DueText, TaskDot } from './Due';
import classes from './Tasks.module.css';
import { Tick } from './Tick';

const signs = {
  call: IconPhone,
  meeting: IconUsers,
  mail: IconMail,
  todo: IconSquareCheck,
} as const;

type Props = {
  task: Rec;
  object: ObjectType;
  open?: boolean;
  showAssignee?: boolean;
  onOpen: () => void;
  onComplete: () => void;
};

export function TaskRow({ task, object, open, showAssignee, onOpen, onComplete }: Props) {
  const t = useTranslations('tasks');
  const users = useUsersById();
  const verb = useVerb();
  const due = (task.fields.due_at as string | null) ?? null;
  const done = typeof task.fields.done_at === 'string';
  const about = typeof task.fields.about === 'string' ? task.fields.about : null;
  const linked = about ? labelOf(about) : undefined;
  const assignee = users.get(String(task.fields.assignee ?? ''));
  const type = String(task.fields.type ?? 'todo');
  const Sign = type in signs ? signs[type as keyof typeof signs] : IconSquareCheck;
  const priority = object.fields
    .find((field) => field.key === 'priority')
    ?.options?.find((option) => option.key === task.fields.priority);
  return (
    <li className={cx(classes.row, open && classes.opened)}>
      <Tick
        done={done}
        label={done ? t('reopen') : t('complete')}
        onClick={() =>
          done ? void verb(task, 'reopen', {}, t('reopenedSaid'), { done_at: null }) : onComplete()
        }
      />
      <Sign size={16} stroke={1.6} className={classes.sign} aria-hidden />
      <button
        type="button"
        className={cx(classes.title, done && classes.doneTitle)}
        onClick={onOpen}
      >
        {String(task.fields.title ?? '')}
      </button>
      {typeof task.fields.recurrence === 'string' && <Repeats rule={task.fields.recurrence} />}
      {priority?.key === 'high' && <Pill tone={priority.tone ?? 'red'}>{priority.label}</Pill>}
      <span className={classes.facts}>
        {about && linked && (
          <Link
            to="/records/$object/$id"
            params={{ object: linked.object, id: about }}
            className={classes.about}
          >
            {linked.label}
          </Link>
        )}
        {!done && <DueText due={due} allDay={task.fields.all_day === true} />}
        {!done && <TaskDot due={due} />}
        {showAssignee && assignee && <Avatar name={assignee.name} seed={assignee.id} size={22} />}
      </span>
    </li>
  );
}

function Repeats({ rule }: { rule: string }) {
  const words = useRuleWords()(rule);
  return (
    <Tip text={words}>
      <span className={classes.repeat} role="img" aria-label={words}>
        <IconRepeat size={14} stroke={1.7} aria-hidden />
      </span>
    </Tip>
  );
}
