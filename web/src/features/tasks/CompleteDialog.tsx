import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { FieldValue, Rec } from '@/api/types';
import { useObject } from '@/catalogue';
import { FieldInput, useShown } from '@/fields';
import { RuleWords } from '@/fields/recurrence/RuleWords';
import { momentOf } from '@/fields/shared/zone';
import { useVerb } from '@/records/verbs';
import { Button } from '@/ui/Button';
import { addDays } from '@/ui/Calendar';
import { Checkbox } from '@/ui/Checkbox';
import { Dialog } from '@/ui/Dialog';
import { Labelled, TextArea, TextInput } from '@/ui/TextInput';
import classes from './Tasks.module.css';

const asked = ['type', 'due_at', 'duration', 'remind_before'];

/** Done, with what came of it, and what follows: a customer without a next step is a customer forgotten. */
export function CompleteDialog({ task, onClose }: { task: Rec; onClose: () => void }) {
  const t = useTranslations();
  const id = useId();
  const verb = useVerb();
  const cx = useShown();
  const object = useObject('task');
  const repeats = typeof task.fields.recurrence === 'string' && task.fields.recurrence !== '';
  const [result, setResult] = useState('');
  const [follow, setFollow] = useState(false);
  const [title, setTitle] = useState('');
  const [next, setNext] = useState<Record<string, FieldValue>>(() => ({
    type: task.fields.type ?? 'todo',
    // Tomorrow at the same time is the usual next step; it is changed with a click.
    due_at: momentOf(
      addDays(cx.today, 1),
      typeof task.fields.due_at === 'string' ? cx.format.timeOf(task.fields.due_at) : '12:00',
      cx.format.timeZone,
    ),
  }));
  const [busy, setBusy] = useState(false);
  const fields = asked.flatMap((key) => object?.fields.find((field) => field.key === key) ?? []);
  const ready = !follow || title.trim() !== '';

  const complete = async () => {
    if (!ready || busy) return;
    setBusy(true);
    const params: Record<string, unknown> = {};
    if (result.trim()) params.result = result.trim();
    if (follow) {
      const given = Object.entries(next).filter(([, value]) => value !== null);
      params.next = { title: title.trim(), ...Object.fromEntries(given) };
    }
    const done = await verb(task, 'complete', params, t('tasks.completedSaid'), {
      done_at: new Date().toISOString(),
    });
    setBusy(false);
    if (done) onClose();
  };
  const skip = async () => {
    setBusy(true);
    const done = await verb(task, 'skip', {}, t('tasks.skippedSaid'));
    setBusy(false);
    if (done) onClose();
  };

  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('tasks.completeTitle')}
      size={440}
      footer={
        <>
          {repeats && object?.verbs.includes('skip') && (
            <Button busy={busy} onClick={() => void skip()} style={{ marginInlineEnd: 'auto' }}>
              {t('tasks.skip')}
            </Button>
          )}
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button look="primary" busy={busy} disabled={!ready} onClick={() => void complete()}>
            {follow ? t('tasks.completeAndPlan') : t('tasks.complete')}
          </Button>
        </>
      }
    >
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          void complete();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void complete();
        }}
      >
        <p className={classes.what}>{String(task.fields.title ?? '')}</p>
        {repeats && (
          <div className={classes.repeats}>
            <RuleWords rule={String(task.fields.recurrence)} />
            <span>{t('tasks.nextComes')}</span>
          </div>
        )}
        <TextArea
          label={t('tasks.result')}
          data-autofocus
          value={result}
          onChange={(event) => setResult(event.currentTarget.value)}
        />
        <label className={classes.check}>
          <Checkbox checked={follow} label={t('tasks.followUp')} onChange={setFollow} />
          {t('tasks.followUp')}
        </label>
        {follow && (
          <>
            <TextInput
              label={t('tasks.nextTitle')}
              required
              autoFocus
              value={title}
              onChange={(event) => setTitle(event.currentTarget.value)}
            />
            <div className={classes.pair}>
              {fields.map((field) => (
                <Labelled key={field.key} id={`${id}-${field.key}`} label={field.label}>
                  <FieldInput
                    id={`${id}-${field.key}`}
                    field={field}
                    value={next[field.key] ?? null}
                    cx={cx}
                    mode="form"
                    label={field.label}
                    onChange={(value) => setNext((old) => ({ ...old, [field.key]: value }))}
                  />
                </Labelled>
              ))}
            </div>
          </>
        )}
      </form>
    </Dialog>
  );
}
