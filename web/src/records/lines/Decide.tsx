import { type FormEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Rec } from '@/api/types';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { TextArea } from '@/ui/TextInput';
import { useClosing } from '@/ui/useClosing';
import { useVerb } from '../verbs';
import classes from './Lines.module.css';

type Props = { deal: Rec; yes: boolean; what: string; onClose: () => void };

/** Approves or refuses a discount, with a word to whoever asked. */
export function Decide({ deal, yes, what, onClose }: Props) {
  const t = useTranslations('lines');
  const verb = useVerb();
  const form = useId();
  const [note, setNote] = useState('');
  const { busy, run } = useClosing(onClose);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const said = note.trim();
    const name = yes ? 'approve_discount' : 'refuse_discount';
    void run(verb(deal, name, said ? { note: said } : {}, t(yes ? 'approved' : 'refused')));
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t(yes ? 'approveTitle' : 'refuseTitle')}
      footer={
        <Button type="submit" form={form} look={yes ? 'primary' : 'danger'} busy={busy}>
          {t(yes ? 'approve' : 'refuse')}
        </Button>
      }
    >
      <form id={form} className={classes.form} onSubmit={submit}>
        <p>{what}</p>
        <TextArea
          label={t('decisionNote')}
          hint={t('decisionHint')}
          data-autofocus
          value={note}
          maxLength={2000}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </form>
    </Dialog>
  );
}
