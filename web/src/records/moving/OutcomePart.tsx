import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Field, FieldValue, OutcomeRules, RecordQuery } from '@/api/types';
import { fieldOf, pipelinesOf, useCatalogue, useObject } from '@/catalogue';
import { FieldInput, type Shown } from '@/fields';
import { Labelled, TextArea } from '@/ui/TextInput';
import classes from './Moving.module.css';
import { usualReasons } from './reasons';
import type { Given } from './wire';

export type Said = Pick<Given, 'reason' | 'note' | 'competitor' | 'come_back_on' | 'amount'>;

type Props = {
  kind: 'won' | 'lost';
  rules: OutcomeRules | undefined;
  said: Said;
  /** What the server wants besides what is asked for anyway. */
  wanted: readonly string[];
  cx: Shown;
  onSaid: (change: Said) => void;
};

/** What was said, without what was only touched. */
export function trimmed({ reason, note, competitor, come_back_on, amount }: Said): Said {
  return {
    reason: reason?.trim() || undefined,
    note: note?.trim() || undefined,
    competitor: competitor || undefined,
    come_back_on: come_back_on || undefined,
    amount: amount ?? undefined,
  };
}

/** Whether what has to be said about an end has been said. */
export function isSaid(said: Said, rules: OutcomeRules | undefined, wanted: readonly string[]) {
  const reason = said.reason?.trim() ?? '';
  if ((rules?.required || wanted.includes('outcome_reason')) && !reason) return false;
  const chosen = rules?.reasons.find((one) => one.name === reason);
  const note = chosen?.note_required || wanted.includes('outcome_note');
  if (note && !said.note?.trim()) return false;
  return !rules?.amount_required || Boolean(said.amount);
}

/** How it ended: why, for how much, against whom, and whether one comes back to it. */
export function OutcomePart({ kind, rules, said, wanted, cx, onSaid }: Props) {
  const t = useTranslations('record');
  const deal = useObject('deal');
  const lost = kind === 'lost';
  const amount = fieldOf(deal, 'amount');
  const competitor = fieldOf(deal, 'competitor');
  const listed = rules?.reasons ?? [];
  const chosen = listed.find((one) => one.name === said.reason);
  const asksReason =
    lost || listed.length > 0 || rules?.required || wanted.includes('outcome_reason');
  const asksNote = lost || chosen?.note_required || wanted.includes('outcome_note');
  return (
    <>
      {amount && (!lost || rules?.amount_required) && (
        <Value
          field={amount}
          value={said.amount}
          hint={rules?.amount_required ? undefined : t('winHint')}
          required={rules?.amount_required}
          autoFocus={!lost}
          cx={cx}
          onChange={(value) => onSaid({ amount: value })}
        />
      )}
      {asksReason &&
        (listed.length > 0 ? (
          <Listed
            reasons={listed.map((one) => one.name)}
            required={rules?.required === true}
            value={said.reason}
            onChange={(reason) => onSaid({ reason })}
          />
        ) : (
          <Reason
            lost={lost}
            required={rules?.required === true}
            value={said.reason ?? ''}
            onChange={(reason) => onSaid({ reason })}
          />
        ))}
      {asksNote && (
        <TextArea
          label={t('outcomeNote')}
          required={chosen?.note_required === true}
          rows={2}
          maxLength={10_000}
          value={said.note ?? ''}
          onChange={(event) => onSaid({ note: event.currentTarget.value })}
        />
      )}
      {lost && (
        <div className={classes.pair}>
          {competitor && (
            <Value
              field={competitor}
              value={said.competitor}
              cx={cx}
              onChange={(value) => onSaid({ competitor: typeof value === 'string' ? value : '' })}
            />
          )}
          <Value
            field={{ ...day, label: t('comeBack') }}
            value={said.come_back_on}
            hint={t('comeBackHint')}
            cx={cx}
            onChange={(value) => onSaid({ come_back_on: typeof value === 'string' ? value : '' })}
          />
        </div>
      )}
    </>
  );
}

/** A day that is no field of the deal: a task is made of it. */
const day = {
  key: 'come_back_on',
  kind: 'date',
  custom: false,
  operators: [],
} as unknown as Field;

type ValueProps = {
  field: Field;
  value: FieldValue;
  hint?: string;
  required?: boolean;
  autoFocus?: boolean;
  cx: Shown;
  onChange: (value: FieldValue) => void;
};

function Value({ field, value, hint, required, autoFocus, cx, onChange }: ValueProps) {
  const id = useId();
  return (
    <Labelled id={id} label={field.label} hint={hint} required={required}>
      <FieldInput
        id={id}
        field={field}
        value={value || null}
        cx={cx}
        mode="form"
        label={field.label}
        autoFocus={autoFocus}
        onChange={onChange}
      />
    </Labelled>
  );
}

type ListedProps = {
  reasons: readonly string[];
  required: boolean;
  value: string | undefined;
  onChange: (reason: string) => void;
};

/** The reasons that the pipeline knows. */
function Listed({ reasons, required, value, onChange }: ListedProps) {
  const t = useTranslations('record');
  const id = useId();
  return (
    <div className={classes.reasons} role="radiogroup" aria-labelledby={id}>
      <span id={id} className={classes.label}>
        {t('loseReason')}
        {required && <span aria-hidden>{' *'}</span>}
      </span>
      {reasons.map((reason, index) => (
        <label key={reason} className={classes.item}>
          <input
            type="radio"
            name={id}
            data-autofocus={index === 0 || undefined}
            checked={value === reason}
            onChange={() => onChange(reason)}
          />
          <span>{reason}</span>
        </label>
      ))}
    </div>
  );
}

type ReasonProps = {
  lost: boolean;
  required: boolean;
  value: string;
  onChange: (reason: string) => void;
};

/** A reason in words of one's own; those used of late are one click away. */
function Reason({ lost, required, value, onChange }: ReasonProps) {
  const t = useTranslations('record');
  const usual = useUsualReasons(lost ? 'lost' : 'won');
  return (
    <>
      <TextArea
        label={t('loseReason')}
        hint={lost ? t('loseHint') : undefined}
        required={required}
        data-autofocus
        rows={2}
        maxLength={500}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {usual.length > 0 && (
        <div className={classes.usual} role="group" aria-label={t('usualReasons')}>
          {usual.map((reason) => (
            <button
              key={reason}
              type="button"
              className={classes.chip}
              aria-pressed={value === reason}
              onClick={() => onChange(reason)}
            >
              {reason}
            </button>
          ))}
        </div>
      )}
    </>
  );
}

/** What deals ended for lately: one click instead of the same words again. */
function useUsualReasons(kind: 'won' | 'lost'): string[] {
  const catalogue = useCatalogue();
  const deal = useObject('deal');
  const ended = pipelinesOf(catalogue)
    .flatMap((pipeline) => pipeline.stages)
    .filter((stage) => stage.kind === kind)
    .map((stage) => stage.id);
  const query: RecordQuery = {
    filter: { field: 'stage', op: 'in', value: ended },
    sort: '-closed_at',
    fields: ['outcome_reason'],
    limit: 50,
  };
  const { data } = useQuery({
    queryKey: keys.page('deal', query),
    queryFn: ({ signal }) => api.records.query('deal', query, signal),
    enabled: Boolean(fieldOf(deal, 'outcome_reason') && fieldOf(deal, 'closed_at')),
  });
  return usualReasons(data?.records ?? []);
}
