import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, type KeyboardEvent, useId, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import { asProblem, fieldIn, Problem } from '@/api/problem';
import type { FieldValue, ObjectType, Rec, RecAnswer } from '@/api/types';
import { invalidate, noteOwn } from '@/app/live';
import { useCodeText, useProblemText } from '@/app/problem-text';
import { useSession } from '@/app/session';
import { fieldOf, useCatalogue } from '@/catalogue';
import { wordsFor } from '@/catalogue/words';
import { FieldInput, isEmpty, kindOf, useShown } from '@/fields';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Labelled } from '@/ui/TextInput';
import { MissingPart } from '../moving/MissingPart';
import { useFilling } from '../moving/useFilling';
import { useAsked } from '../rules/required';
import { useRuleLabel } from '../rules/useRuleLabel';
import { same } from '../same';
import { useOfferUndo } from '../undo';
import classes from './Form.module.css';
import { firstValues, formFields, inPipeline } from './fields';

type Props = {
  object: ObjectType;
  initial?: Record<string, FieldValue>;
  /** Fields that the place where it is made has settled by `initial`. */
  settled?: readonly string[];
  onClose: () => void;
  onCreated: (record: Rec) => void;
  /** In the words of the place where it is made; the object's own without. */
  title?: string;
};

/** A form for any object: what is required first, the usual after it, the rest on demand. */
export function CreateDialog({ object, initial, settled, onClose, onCreated, title }: Props) {
  const t = useTranslations();
  const cx = useShown();
  const catalogue = useCatalogue();
  const { user } = useSession();
  const client = useQueryClient();
  const offerUndo = useOfferUndo();
  const words = useProblemText();
  const code = useCodeText();
  const ruleLabel = useRuleLabel();
  const formId = useId();
  const [values, setValues] = useState(() => firstValues(object, catalogue, user.id, initial));
  const [first] = useState(values);
  const [leaving, setLeaving] = useState(false);
  const left = useRef<Element | null>(null);
  const [more, setMore] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Problem | null>(null);
  const [missing, setMissing] = useState<string[]>([]);
  const [wrong, setWrong] = useState<string[]>([]);
  const [tried, setTried] = useState(false);
  const filling = useFilling(null, object.key);
  // What the stage asks for is known before the server is asked, and changes with the stage.
  const asked = useAsked(object, values);
  const linked = {
    ...filling,
    missing: {
      ...filling.missing,
      fields: [...new Set([...asked.beyond, ...filling.missing.fields])],
    },
  };
  const { usual, rest } = formFields(object, initial, settled, asked.own);
  const fields = more ? [...usual, ...rest] : usual;

  const put = (key: string, value: FieldValue) => {
    // Each pipeline has stages of its own.
    const place = key === 'pipeline' ? inPipeline(catalogue, String(value)) : {};
    setValues((old) => ({ ...old, [key]: value, ...place }));
  };
  const submit = async (event?: FormEvent, allow = false) => {
    event?.preventDefault();
    const empty = [...usual, ...rest]
      .filter((field) => field.required && isEmpty(values[field.key]))
      .map((field) => field.key);
    const unread = fields
      .filter((field) => kindOf(field).isWrong?.(values[field.key], field))
      .map((field) => field.key);
    const lacking = asked.beyond.filter((name) => isEmpty(linked.values[name]));
    setMissing(empty);
    setWrong(unread);
    setTried(true);
    if (empty.length > 0 || unread.length > 0) {
      document.getElementById(`${formId}-${empty[0] ?? unread[0]}`)?.focus();
      return;
    }
    if (lacking.length > 0) return;
    const set = linked.set({ fields: values });
    if (set === null) return;
    setBusy(true);
    setFailure(null);
    try {
      const given = Object.fromEntries(
        Object.entries(values).filter(([, value]) => !isEmpty(value)),
      );
      const answer = await api.records.create(object.key, given, allow ? 'allow' : 'refuse', set);
      noteOwn(answer.data.id, answer.data.version);
      client.setQueryData(keys.record(object.key, answer.data.id), answer.data);
      invalidate(client, [answer.data]);
      const step = firstStep(answer.data);
      offerUndo(
        t('record.created', wordsFor(object)),
        answer,
        step &&
          t('record.createdWithStep', { title: step.title, due: cx.format.dateTime(step.due) }),
      );
      onCreated(answer.data);
      onClose();
    } catch (error) {
      const problem = asProblem(error);
      setFailure(problem);
      const first = fieldIn(problem.problems.find((item) => item.field)?.field ?? '');
      if (first && rest.some((field) => field.key === first)) setMore(true);
      setBusy(false);
      linked.refused(ofLinked(problem));
      requestAnimationFrame(() => document.getElementById(`${formId}-${first}`)?.focus());
    }
  };

  const errorOf = (key: string): string | undefined => {
    const required = [...usual, ...rest].some((field) => field.key === key && field.required);
    if (required && missing.includes(key) && isEmpty(values[key])) return code('required');
    const field = wrong.includes(key) ? fieldOf(object, key) : undefined;
    const why = field && kindOf(field).isWrong?.(values[key], field);
    if (why) return code(codes[why]);
    const item = failure?.problems.find(
      ({ field }) =>
        field &&
        (fieldIn(field) === key || (failure.code !== 'stage_rules' && field.startsWith(`${key}.`))),
    );
    return item ? code(item.code, item.params) : undefined;
  };
  const label = (key: string) =>
    object.key === 'deal'
      ? ruleLabel(key)
      : (object.fields.find((field) => field.key === key)?.label ?? key);
  const shownElsewhere = failure?.problems.every(
    ({ field: name }) =>
      name &&
      (linked.missing.fields.includes(name) || fields.some((field) => field.key === fieldIn(name))),
  );
  const general =
    failure && !(failure.problems.length > 0 && shownElsewhere) ? words(failure, label) : null;

  const stay = () => {
    setLeaving(false);
    if (left.current instanceof HTMLElement) left.current.focus();
  };
  /** Escape and a click beside it are no reason to throw away what was typed. */
  const leave = () => {
    if (leaving) return stay();
    if (same(values, first)) return onClose();
    left.current = document.activeElement;
    setLeaving(true);
  };

  return (
    <Dialog
      opened
      onClose={leave}
      title={title ?? t('list.new', wordsFor(object))}
      size={520}
      footer={
        leaving ? (
          <>
            <span className={classes.leaving} role="alert">
              {t('record.unsaved')}
            </span>
            <Button look="danger" onClick={onClose}>
              {t('record.discard')}
            </Button>
            <Button key="stay" look="primary" autoFocus onClick={stay}>
              {t('record.keepEditing')}
            </Button>
          </>
        ) : (
          <>
            <Button onClick={onClose}>{t('common.cancel')}</Button>
            {failure?.code === 'duplicate' && (
              <Button onClick={() => void submit(undefined, true)}>
                {t('record.createAnyway')}
              </Button>
            )}
            <Button look="primary" type="submit" form={formId} busy={busy}>
              {t('common.create')}
            </Button>
          </>
        )
      }
    >
      <form
        id={formId}
        className={classes.form}
        noValidate
        onSubmit={(event) => void submit(event)}
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit();
        }}
      >
        {fields.map((field, index) => (
          <Labelled
            key={field.key}
            id={`${formId}-${field.key}`}
            label={field.label}
            required={field.required}
            error={errorOf(field.key)}
          >
            <FieldInput
              id={`${formId}-${field.key}`}
              field={field}
              value={values[field.key] ?? null}
              cx={cx}
              mode="form"
              label={field.label}
              record={values}
              autoFocus={index === 0}
              invalid={errorOf(field.key) !== undefined}
              onChange={(value) => put(field.key, value)}
            />
          </Labelled>
        ))}
        {!more && rest.length > 0 && (
          <div>
            <Button size="small" look="quiet" onClick={() => setMore(true)}>
              {t('record.allFields', { count: rest.length })}
            </Button>
          </div>
        )}
        <MissingPart
          filling={linked}
          of={{ id: '', object: object.key, fields: values }}
          tried={tried}
          cx={cx}
        />
        {general && (
          <div className={classes.failure} role="alert">
            {general}
            {failure?.code === 'duplicate' && (
              <ul className={classes.matches}>
                {failure.matches.map((match) => (
                  <li key={match.id}>
                    <Link
                      to="/records/$object/$id"
                      params={{ object: match.object, id: match.id }}
                      onClick={onClose}
                    >
                      {match.label}
                    </Link>
                  </li>
                ))}
              </ul>
            )}
          </div>
        )}
      </form>
    </Dialog>
  );
}

/** What the server would say. */
const codes = {
  number: 'wrong_type',
  digits: 'too_precise',
  date: 'no_such_date',
  email: 'invalid_email',
} as const;

/** Of what a stage asks for, that which the company and the contact lack: they are filled in besides. */
function ofLinked(problem: Problem): Problem {
  const problems = problem.problems.filter(({ field }) => field?.includes('.'));
  return new Problem(problem.status, { code: problem.code, problems });
}

/** The task that the pipeline has made for a new deal. */
function firstStep({ fields, refs }: RecAnswer): { title: string; due: string } | undefined {
  const { next_task: task, next_task_at: due } = fields;
  const title = typeof task === 'string' ? refs.task?.[task] : undefined;
  return title && typeof due === 'string' ? { title, due } : undefined;
}
