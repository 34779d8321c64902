import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { labelOf } from '@/api/labels';
import { asProblem } from '@/api/problem';
import type { FieldValue, Rec } from '@/api/types';
import { useProblemText } from '@/app/problem-text';
import { useObject } from '@/catalogue';
import { MarkButton } from '@/features/talk/MarkButton';
import { useShown } from '@/fields';
import { RuleWords } from '@/fields/recurrence/RuleWords';
import { momentOf } from '@/fields/shared/zone';
import { MissingPart } from '@/records/moving/MissingPart';
import { canFill } from '@/records/moving/missing';
import { isSaid, type Said, trimmed } from '@/records/moving/OutcomePart';
import { rulesOfEnd } from '@/records/moving/store';
import { useFilling } from '@/records/moving/useFilling';
import { paramsFor } from '@/records/moving/wire';
import { useRuleLabel } from '@/records/rules/useRuleLabel';
import { useVerb } from '@/records/verbs';
import { Button } from '@/ui/Button';
import { addDays } from '@/ui/Calendar';
import { Checkbox } from '@/ui/Checkbox';
import { Dialog } from '@/ui/Dialog';
import { TextArea } from '@/ui/TextInput';
import { FollowUp, NextStage, NextTask, TheEnd, usualStage, type What } from './FollowUp';
import classes from './Tasks.module.css';
import { useComplete } from './useComplete';
import { useDealOf } from './useDealOf';

/** What the task is about, where that is known. */
function aboutOf(task: Rec): { object: string; id: string } | null {
  const id = task.fields.about;
  const object = typeof id === 'string' ? labelOf(id)?.object : undefined;
  return typeof id === 'string' && object ? { object, id } : null;
}

/** Done, with what came of it, and what follows: a customer without a next step is a customer forgotten. */
export function CompleteDialog({ task, onClose }: { task: Rec; onClose: () => void }) {
  const t = useTranslations();
  const verb = useVerb();
  const complete = useComplete();
  const words = useProblemText();
  const label = useRuleLabel();
  const cx = useShown();
  const object = useObject('task');
  const at = useDealOf(task);
  const repeats = typeof task.fields.recurrence === 'string' && task.fields.recurrence !== '';
  const [result, setResult] = useState('');
  const [what, setWhat] = useState<What>('none');
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
  const [stage, setStage] = useState<string | null>(null);
  const [said, setSaid] = useState<Said>({});
  const [refused, setRefused] = useState(false);
  const [busy, setBusy] = useState(false);
  const filling = useFilling(null);
  const { problem } = filling;
  const about = aboutOf(task);
  const must = at !== null && (at.mustFollow || refused);
  useEffect(() => {
    if (must) setWhat((before) => (before === 'none' ? 'task' : before));
  }, [must]);
  const to = stage ?? (at && usualStage(at));
  const kind = what === 'won' || what === 'lost' ? what : null;
  const amount = kind && said.amount === undefined ? at?.deal.fields.amount : said.amount;
  const rules = kind && at ? rulesOfEnd(at.pipeline, kind) : undefined;
  const ready =
    what === 'task'
      ? title.trim() !== ''
      : what === 'stage'
        ? to !== null
        : !kind || isSaid({ ...said, amount }, rules, filling.missing.outcome);

  const send = async () => {
    const set = at ? filling.set(at.deal) : {};
    if (!ready || busy || set === null) return;
    setBusy(true);
    const params: Record<string, unknown> = {};
    if (result.trim()) params.result = result.trim();
    if (what === 'task') {
      const given = Object.entries(next).filter(([, value]) => value !== null);
      params.next = { title: title.trim(), ...Object.fromEntries(given) };
    }
    if (what === 'stage') Object.assign(params, { stage: to }, paramsFor('move', { set }));
    if (kind) {
      const { set: filled, ...outcome } = paramsFor(kind === 'won' ? 'win' : 'lose', {
        ...trimmed({ ...said, amount: kind === 'won' ? amount : said.amount }),
        set,
      });
      Object.assign(params, { outcome: { [kind]: outcome } }, filled ? { set: filled } : {});
    }
    try {
      await complete(task, params, t('tasks.completedSaid'), at?.deal.id);
      onClose();
    } catch (error) {
      const failed = asProblem(error);
      if (failed.code === 'next_step_required') setRefused(true);
      filling.refused(failed);
      setBusy(false);
    }
  };
  const skip = async () => {
    setBusy(true);
    const done = await verb(task, 'skip', {}, t('tasks.skippedSaid'));
    setBusy(false);
    if (done) onClose();
  };
  const plans = what === 'task';
  const failure = problem && !canFill(problem) ? words(problem, label) : null;

  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('tasks.completeTitle')}
      size={480}
      footer={
        <>
          {repeats && object?.verbs.includes('skip') && (
            <Button busy={busy} onClick={() => void skip()} style={{ marginInlineEnd: 'auto' }}>
              {t('tasks.skip')}
            </Button>
          )}
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button look="primary" busy={busy} disabled={!ready} onClick={() => void send()}>
            {plans ? t('tasks.completeAndPlan') : t('tasks.complete')}
          </Button>
        </>
      }
    >
      <form
        className={classes.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send();
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
        {about && <MarkButton about={{ ...about, task: task.id }} wide />}
        {at ? (
          <FollowUp at={at} what={what} must={must} onWhat={setWhat} />
        ) : (
          <label className={classes.check}>
            <Checkbox
              checked={plans}
              label={t('tasks.followUp')}
              onChange={(on) => setWhat(on ? 'task' : 'none')}
            />
            {t('tasks.followUp')}
          </label>
        )}
        {plans && (
          <NextTask
            title={title}
            values={next}
            cx={cx}
            onTitle={setTitle}
            onValue={(key, value) => setNext((old) => ({ ...old, [key]: value }))}
          />
        )}
        {at && what === 'stage' && <NextStage at={at} value={to} onChange={setStage} />}
        {at && kind && (
          <TheEnd
            key={kind}
            at={at}
            kind={kind}
            said={{ ...said, amount }}
            wanted={filling.missing.outcome}
            cx={cx}
            onSaid={(change) => setSaid((before) => ({ ...before, ...change }))}
          />
        )}
        {at && (what === 'stage' || kind) && <MissingPart filling={filling} of={at.deal} cx={cx} />}
        {failure && (
          <p className={classes.failure} role="alert">
            {failure}
          </p>
        )}
      </form>
    </Dialog>
  );
}
