import { type FormEvent, type KeyboardEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Rec } from '@/api/types';
import { fieldOf, useObject } from '@/catalogue';
import { useShown } from '@/fields';
import { MissingPart } from '@/records/moving/MissingPart';
import { filled, useFilling } from '@/records/moving/useFilling';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { TextArea } from '@/ui/TextInput';
import classes from './Leads.module.css';
import { usePerform } from './useDeeds';

type Props = { leads: readonly Rec[]; onClose: () => void; onDone: () => void };

const OTHER = 'other';

/** Why nothing will come of one inquiry, or of many. */
export function RejectDialog({ leads, onClose, onDone }: Props) {
  const t = useTranslations();
  const form = useId();
  const cx = useShown();
  const [lead] = leads;
  const perform = usePerform();
  const field = fieldOf(useObject('lead'), 'reject_reason');
  const reasons = field?.options?.filter((one) => !one.retired) ?? [];
  const [reason, setReason] = useState('');
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const filling = useFilling(null, 'lead');
  const ready = reason !== '' && (reason !== OTHER || note.trim() !== '');
  const go = async (event?: FormEvent) => {
    event?.preventDefault();
    const set = filling.set({ fields: lead?.fields ?? {} });
    if (!ready || busy || set === null) return;
    setBusy(true);
    const params = { reason, ...filled(set), ...(note.trim() ? { note: note.trim() } : {}) };
    const lack = lead && leads.length === 1 ? filling.refused : undefined;
    const said = t('leads.rejected', { count: leads.length });
    if (await perform(leads, 'reject', params, said, lack)) onDone();
    else setBusy(false);
  };
  return (
    <Dialog
      opened
      size={420}
      onClose={onClose}
      title={t('leads.rejectTitle', { count: leads.length })}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button look="primary" type="submit" form={form} busy={busy} disabled={!ready}>
            {t('leads.reject')}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className={classes.form}
        onSubmit={(event) => void go(event)}
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void go();
        }}
      >
        <div className={classes.reasons} role="radiogroup" aria-label={field?.label}>
          {reasons.map((one, index) => (
            <label key={one.key} className={classes.choice}>
              <input
                type="radio"
                name={form}
                data-autofocus={index === 0 || undefined}
                checked={reason === one.key}
                onChange={() => setReason(one.key)}
              />
              {one.label}
            </label>
          ))}
        </div>
        <TextArea
          label={t('record.outcomeNote')}
          required={reason === OTHER}
          rows={2}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {lead && <MissingPart filling={filling} of={lead} cx={cx} />}
      </form>
    </Dialog>
  );
}
