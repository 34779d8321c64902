import { useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { labelOf } from '@/api/labels';
import { asProblem } from '@/api/problem';
import type { FieldValue, ObjectType, Rec } from '@/api/types';
import { useProblemText } from '@/app/problem-text';
import { fieldOf } from '@/catalogue';
import { FieldInput, useShown } from '@/fields';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Labelled } from '@/ui/TextInput';
import classes from '../form/Form.module.css';
import { same } from '../same';
import { accept } from '../save';
import { useOfferUndo } from '../undo';

type Props = {
  tie: Rec;
  object: ObjectType;
  onClose: () => void;
  /** Which fields; role and dates of a tie without. */
  fields?: string[];
  title?: string;
  /** What is said when it is saved. */
  done?: string;
};

const usual = ['role', 'since', 'until'];

/** What is said about a connection: as what somebody belongs to a company, since and until when. */
export function TieDialog({ tie, object, onClose, fields: keys = usual, title, done }: Props) {
  const t = useTranslations();
  const cx = useShown();
  const form = useId();
  const client = useQueryClient();
  const offerUndo = useOfferUndo();
  const words = useProblemText();
  const [values, setValues] = useState<Record<string, FieldValue>>({});
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const fields = keys.flatMap((key) => fieldOf(object, key) ?? []);
  const held = (key: string) => (key in values ? values[key] : tie.fields[key]) ?? null;
  const ends = [tie.fields.contact, tie.fields.company].map((id) => labelOf(String(id))?.label);
  const save = async () => {
    const changed = Object.fromEntries(
      Object.entries(values).filter(([key, value]) => !same(value, tie.fields[key] ?? null)),
    );
    if (Object.keys(changed).length === 0) return onClose();
    setBusy(true);
    try {
      const answer = await api.records.update(tie.object, tie.id, changed, tie.version);
      accept(client, answer);
      offerUndo(done ?? t('record.ties.changed'), answer);
      return onClose();
    } catch (error) {
      setFailure(words(asProblem(error), (key) => fieldOf(object, key)?.label ?? key));
      return setBusy(false);
    }
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      title={title ?? (ends.filter(Boolean).join(' – ') || object.label)}
      size={440}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button look="primary" type="submit" form={form} busy={busy}>
            {t('common.save')}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className={classes.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {fields.map((field) => (
          <Labelled key={field.key} id={`${form}-${field.key}`} label={field.label}>
            <FieldInput
              id={`${form}-${field.key}`}
              field={field}
              value={held(field.key)}
              cx={cx}
              mode="form"
              label={field.label}
              onChange={(value) => setValues((old) => ({ ...old, [field.key]: value }))}
            />
          </Labelled>
        ))}
        {failure && (
          <div className={classes.failure} role="alert">
            {failure}
          </div>
        )}
      </form>
    </Dialog>
  );
}
