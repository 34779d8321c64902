import { type FormEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Rec } from '@/api/types';
import { useShown } from '@/fields';
import { readDecimal } from '@/fields/shared/numbers';
import { Button } from '@/ui/Button';
import { Choose } from '@/ui/Choose';
import { Dialog } from '@/ui/Dialog';
import { Labelled, TextArea, TextInput } from '@/ui/TextInput';
import { useVerb } from '../verbs';
import classes from './Lines.module.css';

const WHOLE = 'whole';

type Props = { deal: Rec; lines: Rec[]; onClose: () => void };

/** Asks for a discount beyond one's limit, on the whole or on one line. */
export function AskDiscount({ deal, lines, onClose }: Props) {
  const t = useTranslations('lines');
  const { format } = useShown();
  const verb = useVerb();
  const form = useId();
  const on = useId();
  const [target, setTarget] = useState(WHOLE);
  const [percent, setPercent] = useState('');
  const [note, setNote] = useState('');
  const [wrong, setWrong] = useState(false);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const discount = readDecimal(percent, format.locale);
    if (discount === null || Number(discount) < 0 || Number(discount) > 100) {
      setWrong(true);
      return;
    }
    setBusy(true);
    const wanted = target === WHOLE ? { discount } : { lines: [{ id: target, discount }] };
    const said = note.trim();
    const done = await verb(
      deal,
      'request_discount',
      { ...wanted, ...(said && { note: said }) },
      t('sent'),
    );
    setBusy(false);
    if (done) onClose();
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('ask')}
      footer={
        <Button type="submit" form={form} look="primary" busy={busy}>
          {t('send')}
        </Button>
      }
    >
      <form id={form} className={classes.form} onSubmit={(event) => void submit(event)}>
        <Labelled id={on} label={t('on')}>
          <Choose
            id={on}
            label={t('on')}
            value={target}
            options={[
              { value: WHOLE, label: t('whole') },
              ...lines.map((line) => ({ value: line.id, label: String(line.fields.name ?? '') })),
            ]}
            onChange={setTarget}
          />
        </Labelled>
        <TextInput
          label={t('percent')}
          inputMode="decimal"
          autoFocus
          data-autofocus
          required
          value={percent}
          error={wrong ? t('percentWrong') : undefined}
          onChange={(event) => {
            setPercent(event.currentTarget.value);
            setWrong(false);
          }}
        />
        <TextArea
          label={t('note')}
          value={note}
          maxLength={2000}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </form>
    </Dialog>
  );
}
