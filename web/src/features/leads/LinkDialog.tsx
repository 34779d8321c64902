import { type FormEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Rec } from '@/api/types';
import { fieldOf, useObject } from '@/catalogue';
import { FieldInput, useShown } from '@/fields';
import { MissingPart } from '@/records/moving/MissingPart';
import { filled, useFilling } from '@/records/moving/useFilling';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Labelled } from '@/ui/TextInput';
import classes from './Leads.module.css';
import { usePerform } from './useDeeds';

type Props = { lead: Rec; onClose: () => void; onDone: () => void };

const kinds = ['deal', 'contact', 'company'] as const;

/** The inquiry is from a client, or about a deal, that is there already. */
export function LinkDialog({ lead, onClose, onDone }: Props) {
  const t = useTranslations();
  const form = useId();
  const cx = useShown();
  const perform = usePerform();
  const object = useObject('lead');
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  const [to, setTo] = useState(() =>
    Object.fromEntries(kinds.map((kind) => [kind, text(lead.fields[kind])])),
  );
  const [busy, setBusy] = useState(false);
  const filling = useFilling(null, 'lead');
  const given = Object.fromEntries(Object.entries(to).filter(([, id]) => id !== ''));
  const ready = Object.keys(given).length > 0;
  const go = async (event: FormEvent) => {
    event.preventDefault();
    const set = filling.set(lead);
    if (!ready || busy || set === null) return;
    setBusy(true);
    const params = { ...given, ...filled(set) };
    if (await perform([lead], 'link', params, t('leads.linked'), filling.refused)) onDone();
    else setBusy(false);
  };
  return (
    <Dialog
      opened
      size={440}
      onClose={onClose}
      title={t('leads.linkTitle')}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button look="primary" type="submit" form={form} busy={busy} disabled={!ready}>
            {t('leads.link')}
          </Button>
        </>
      }
    >
      <form id={form} className={classes.form} onSubmit={(event) => void go(event)}>
        <p className={classes.hint}>{t('leads.linkLead')}</p>
        {kinds.map((kind) => {
          const field = fieldOf(object, kind);
          if (!field) return null;
          return (
            <Labelled key={kind} id={`${form}-${kind}`} label={field.label}>
              <FieldInput
                id={`${form}-${kind}`}
                field={field}
                value={to[kind] || null}
                cx={cx}
                mode="form"
                label={field.label}
                onChange={(id) => setTo((before) => ({ ...before, [kind]: text(id) }))}
              />
            </Labelled>
          );
        })}
        <MissingPart filling={filling} of={lead} cx={cx} />
      </form>
    </Dialog>
  );
}
