import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { FieldValue, Rec } from '@/api/types';
import { useObject } from '@/catalogue';
import { FieldInput, useShown } from '@/fields';
import { useVerb } from '@/records/verbs';
import { Button } from '@/ui/Button';
import { Checkbox } from '@/ui/Checkbox';
import { Dialog } from '@/ui/Dialog';
import { Labelled, TextArea, TextInput } from '@/ui/TextInput';
import classes from './Tasks.module.css';

/** Done, with what came of it, and what follows: a customer without a next step is a customer forgotten. */
export function CompleteDialog({ task, onClose }: { task: Rec; onClose: () => void }) {
  const t = useTranslations();
  const verb = useVerb();
  const cx = useShown();
  const object = useObject('task');
  const dueField = object?.fields.find((field) => field.key === 'due_at');
  const [result, setResult] = useState('');
  const [follow, setFollow] = useState(false);
  const [title, setTitle] = useState('');
  const [due, setDue] = useState<FieldValue>(null);
  const [busy, setBusy] = useState(false);

  const complete = async () => {
    setBusy(true);
    const params: Record<string, unknown> = {};
    if (result.trim()) params.result = result.trim();
    if (follow && title.trim()) {
      params.next = {
        title: title.trim(),
        type: task.fields.type ?? 'todo',
        ...(due ? { due_at: due } : {}),
      };
    }
    const done = await verb(task, 'complete', params, t('tasks.completedSaid'), {
      done_at: new Date().toISOString(),
    });
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
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button look="primary" busy={busy} onClick={() => void complete()}>
            {t('tasks.complete')}
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
              autoFocus
              value={title}
              onChange={(event) => setTitle(event.currentTarget.value)}
            />
            {dueField && (
              <Labelled label={dueField.label}>
                <FieldInput
                  field={dueField}
                  value={due}
                  cx={cx}
                  mode="form"
                  label={dueField.label}
                  onChange={(next) => setDue(next)}
                />
              </Labelled>
            )}
          </>
        )}
      </form>
    </Dialog>
  );
}
