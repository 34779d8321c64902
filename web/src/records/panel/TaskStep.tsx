import { useTranslations } from 'use-intl';
import type { Rec } from '@/api/types';
import { setCompleting } from '@/features/tasks/completing';
import { DueText, TaskDot } from '@/features/tasks/Due';
import { Tick } from '@/features/tasks/Tick';
import { Button } from '@/ui/Button';
import { useVerb } from '../verbs';
import classes from './NextStep.module.css';

/** What is to be done with the task one looks at: complete it and plan what follows, or open it again. */
export function TaskStep({ record }: { record: Rec }) {
  const t = useTranslations('tasks');
  const verb = useVerb();
  if (record.can?.edit === false) return null;
  const done = Boolean(record.fields.done_at);
  const due = typeof record.fields.due_at === 'string' ? record.fields.due_at : null;
  const act = () =>
    done
      ? void verb(record, 'reopen', {}, t('reopenedSaid'), { done_at: null })
      : setCompleting(record);
  return (
    <section className={classes.next} aria-label={done ? t('reopen') : t('complete')}>
      <div className={classes.list}>
        <div className={classes.item}>
          <Tick done={done} label={done ? t('reopen') : t('complete')} onClick={act} />
          <span className={classes.state}>
            {done ? (
              t('done')
            ) : (
              <>
                <TaskDot due={due} /> <DueText due={due} allDay={record.fields.all_day === true} />
              </>
            )}
          </span>
          <Button size="small" look={done ? 'quiet' : 'primary'} onClick={act}>
            {done ? t('reopen') : t('complete')}
          </Button>
        </div>
      </div>
    </section>
  );
}
