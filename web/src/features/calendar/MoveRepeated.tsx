import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Field } from '@/api/types';
import { kindOf, useShown } from '@/fields';
import { useRuleWords } from '@/fields/recurrence/RuleWords';
import { useVerb } from '@/records/verbs';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { useClosing } from '@/ui/useClosing';
import classes from './Calendar.module.css';
import type { Event } from './events';

type Props = {
  event: Event;
  field: Field;
  /** When it is to take place. */
  to: string;
  onClose: () => void;
};

/** Asks whether one of a series takes place at another time, or all of them do. */
export function MoveRepeated({ event, field, to, onClose }: Props) {
  const t = useTranslations('calendar');
  const common = useTranslations('common');
  const cx = useShown();
  const words = useRuleWords();
  const verb = useVerb();
  const id = useId();
  const [due, setDue] = useState(to);
  const { busy, run } = useClosing(onClose);
  const { Input } = kindOf(field);
  const move = (all: boolean) => {
    const params = { occurrence: event.repeat ?? undefined, due_at: due, all };
    const said = t(all ? 'movedSeries' : 'movedAlone');
    void run(verb(event.task, 'reschedule', params, said));
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('moveRepeated')}
      size={440}
      footer={
        <>
          <Button onClick={onClose} style={{ marginInlineEnd: 'auto' }}>
            {common('cancel')}
          </Button>
          <Button busy={busy} onClick={() => move(true)}>
            {t('wholeSeries')}
          </Button>
          <Button look="primary" data-autofocus busy={busy} onClick={() => move(false)}>
            {t('onlyThis')}
          </Button>
        </>
      }
    >
      <div className={classes.repetition}>
        <p>
          <b>{event.title}</b>
          <br />
          {words(String(event.task.fields.recurrence ?? ''))}
        </p>
        <div>
          <label htmlFor={id} className={classes.movesTo}>
            {t('movesTo')}
          </label>
          <Input
            id={id}
            label={t('movesTo')}
            field={field}
            mode="form"
            value={due}
            cx={cx}
            onChange={(next) => typeof next === 'string' && setDue(next)}
          />
        </div>
        <p>{t('moveWhy')}</p>
      </div>
    </Dialog>
  );
}
