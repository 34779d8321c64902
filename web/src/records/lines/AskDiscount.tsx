import { type FormEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Money, Rec } from '@/api/types';
import { useShown } from '@/fields';
import { readDecimal } from '@/fields/shared/numbers';
import { Button } from '@/ui/Button';
import { Checkbox } from '@/ui/Checkbox';
import { Dialog } from '@/ui/Dialog';
import { Segments } from '@/ui/Segments';
import { TextArea, TextInput } from '@/ui/TextInput';
import { useClosing } from '@/ui/useClosing';
import { useVerb } from '../verbs';
import classes from './Lines.module.css';

type Props = { deal: Rec; lines: Rec[]; onClose: () => void };

/** Asks for a discount beyond one's limit, on the whole or on lines that are chosen. */
export function AskDiscount({ deal, lines, onClose }: Props) {
  const t = useTranslations('lines');
  const { format } = useShown();
  const verb = useVerb();
  const form = useId();
  const [on, setOn] = useState<'whole' | 'lines'>('whole');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [percent, setPercent] = useState('');
  const [note, setNote] = useState('');
  const [wrong, setWrong] = useState(false);
  const { busy, run } = useClosing(onClose);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const discount = readDecimal(percent, format.locale);
    if (discount === null || Number(discount) < 0 || Number(discount) > 100) {
      setWrong(true);
      return;
    }
    const wanted =
      on === 'whole' ? { discount } : { lines: chosen.map((id) => ({ id, discount })) };
    const said = note.trim();
    const params = { ...wanted, ...(said && { note: said }) };
    void run(verb(deal, 'request_discount', params, t('sent')));
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('ask')}
      footer={
        <Button
          type="submit"
          form={form}
          look="primary"
          busy={busy}
          disabled={on === 'lines' && chosen.length === 0}
        >
          {t('send')}
        </Button>
      }
    >
      <form id={form} className={classes.form} onSubmit={submit}>
        <Segments
          label={t('on')}
          value={on}
          options={[
            { key: 'whole', label: t('whole') },
            { key: 'lines', label: t('chosenLines') },
          ]}
          onPick={setOn}
        />
        {on === 'lines' && (
          <ul className={classes.chosen}>
            {lines.map(({ id, fields }) => (
              <li key={id}>
                <label>
                  <Checkbox
                    label={String(fields.name ?? '')}
                    checked={chosen.includes(id)}
                    onChange={(checked) =>
                      setChosen(checked ? [...chosen, id] : chosen.filter((other) => other !== id))
                    }
                  />
                  <span>{String(fields.name ?? '')}</span>
                  {isMoney(fields.total) && <span>{format.money(fields.total)}</span>}
                </label>
              </li>
            ))}
          </ul>
        )}
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

function isMoney(value: unknown): value is Money {
  return typeof value === 'object' && value !== null && 'amount' in value;
}
