import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type KeyboardEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Field, FieldValue, RecordQuery } from '@/api/types';
import { fieldOf, useCatalogue, useObject } from '@/catalogue';
import { FieldInput, kindOf, useShown } from '@/fields';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Labelled, TextArea } from '@/ui/TextInput';
import classes from './OutcomeDialog.module.css';
import { usualReasons } from './reasons';
import type { Closing, Outcome } from './useOutcome';

type Props = { closing: Closing; onAnswer: (outcome: Outcome | null) => void };

/** How it ended: the reason of a loss in a few words, or what a deal without an amount was won for. */
export function OutcomeDialog({ closing, onAnswer }: Props) {
  const t = useTranslations('record');
  const common = useTranslations('common');
  const form = useId();
  const { kind, deal } = closing;
  const [reason, setReason] = useState('');
  const [amount, setAmount] = useState<FieldValue>(null);
  const field = fieldOf(useObject('deal'), 'amount');
  const answer = (event?: FormEvent) => {
    event?.preventDefault();
    if (field && kindOf(field).isWrong?.(amount)) return;
    const outcome: Outcome = {};
    if (reason.trim()) outcome.reason = reason.trim();
    if (amount) outcome.amount = amount;
    onAnswer(outcome);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) answer();
  };
  return (
    <Dialog
      opened
      onClose={() => onAnswer(null)}
      title={t(kind === 'lost' ? 'loseTitle' : 'winTitle')}
      size={420}
      footer={
        <>
          <Button onClick={() => onAnswer(null)}>{common('cancel')}</Button>
          <Button look="primary" type="submit" form={form}>
            {t(kind === 'lost' ? 'lose' : 'win')}
          </Button>
        </>
      }
    >
      <form id={form} className={classes.form} onSubmit={answer} onKeyDown={onKeyDown}>
        <p className={classes.deal}>{String(deal.fields.name ?? '')}</p>
        {kind === 'lost' ? (
          <Reason value={reason} onChange={setReason} />
        ) : (
          field && <Amount field={field} value={amount} onChange={setAmount} />
        )}
      </form>
    </Dialog>
  );
}

function Reason({ value, onChange }: { value: string; onChange: (reason: string) => void }) {
  const t = useTranslations('record');
  const usual = useUsualReasons();
  return (
    <>
      <TextArea
        label={t('loseReason')}
        hint={t('loseHint')}
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

type AmountProps = { field: Field; value: FieldValue; onChange: (amount: FieldValue) => void };

function Amount({ field, value, onChange }: AmountProps) {
  const t = useTranslations('record');
  const cx = useShown();
  const id = useId();
  return (
    <Labelled id={id} label={field.label} hint={t('winHint')}>
      <FieldInput
        id={id}
        field={field}
        value={value}
        cx={cx}
        mode="form"
        label={field.label}
        autoFocus
        onChange={onChange}
      />
    </Labelled>
  );
}

/** What deals were lost for lately: one click instead of the same words again. */
function useUsualReasons(): string[] {
  const { pipelines } = useCatalogue();
  const deal = useObject('deal');
  const lost = pipelines
    .flatMap((pipeline) => pipeline.stages)
    .filter((stage) => stage.kind === 'lost')
    .map((stage) => stage.id);
  const query: RecordQuery = {
    filter: { field: 'stage', op: 'in', value: lost },
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
