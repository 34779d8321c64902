import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { answerOf, http } from '@/api/http';
import { asProblem } from '@/api/problem';
import { useProblemText } from '@/app/problem-text';
import { Button } from '@/ui/Button';
import { Checkbox } from '@/ui/Checkbox';
import { Dialog } from '@/ui/Dialog';
import { Labelled, TextInput } from '@/ui/TextInput';
import { toasts } from '@/ui/toast';
import classes from './Repeat.module.css';

type Settings = { enabled: boolean; days_before: number };
const key = ['repeat-sales'] as const;

/** Whether and when a task is made for a purchase that is expected. */
export function RemindDialog({ onClose }: { onClose: () => void }) {
  const { data } = useQuery({
    queryKey: key,
    queryFn: async () => (await http.GET('/api/v1/repeat-sales')).data as Settings,
  });
  return data ? <Form settings={data} onClose={onClose} /> : null;
}

function Form({ settings, onClose }: { settings: Settings; onClose: () => void }) {
  const t = useTranslations();
  const client = useQueryClient();
  const words = useProblemText();
  const ids = { form: useId(), days: useId() };
  const [enabled, setEnabled] = useState(settings.enabled);
  const [days, setDays] = useState(String(settings.days_before));
  const [busy, setBusy] = useState(false);
  const wanted = Number(days);
  const ready = days.trim() !== '' && Number.isInteger(wanted) && wanted >= 0 && wanted <= 365;
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    setBusy(true);
    try {
      await answerOf(http.PUT('/api/v1/repeat-sales', { body: { enabled, days_before: wanted } }));
      void client.invalidateQueries({ queryKey: key });
      toasts.show({ text: t('repeat.saved'), tone: 'success', seconds: 3 });
      onClose();
    } catch (error) {
      toasts.show({ tone: 'error', text: t('errors.title'), detail: words(asProblem(error)) });
      setBusy(false);
    }
  };
  return (
    <Dialog
      opened
      size={420}
      onClose={onClose}
      title={t('repeat.remind')}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button look="primary" type="submit" form={ids.form} busy={busy} disabled={!ready}>
            {t('common.save')}
          </Button>
        </>
      }
    >
      <form id={ids.form} className={classes.settings} onSubmit={(event) => void save(event)}>
        <label className={classes.check}>
          <Checkbox checked={enabled} label={t('repeat.enabled')} onChange={setEnabled} />
          {t('repeat.enabled')}
        </label>
        <Labelled id={ids.days} label={t('repeat.daysBefore')} hint={t('repeat.hint')}>
          <TextInput
            id={ids.days}
            inputMode="numeric"
            value={days}
            onChange={(event) => setDays(event.currentTarget.value)}
          />
        </Labelled>
      </form>
    </Dialog>
  );
}
