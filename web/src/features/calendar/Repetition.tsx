import { useTranslations } from 'use-intl';
import { useRuleWords } from '@/fields/recurrence/RuleWords';
import { useFormat } from '@/i18n/format';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import classes from './Calendar.module.css';
import type { Event } from './events';
import { spanText, useDayWords } from './Words';

type Props = { event: Event; onClose: () => void; onOpen: () => void; onMove: () => void };

/** Says of a repetition that it is one, and leads to the task that is to be done now. */
export function Repetition({ event, onClose, onOpen, onMove }: Props) {
  const t = useTranslations('calendar');
  const common = useTranslations('common');
  const format = useFormat();
  const days = useDayWords();
  const words = useRuleWords();
  const due = String(event.task.fields.due_at ?? '');
  return (
    <Dialog
      opened
      onClose={onClose}
      title={event.title}
      size={420}
      footer={
        <>
          {event.canEdit ? (
            <Button onClick={onMove}>{t('moveIt')}</Button>
          ) : (
            <Button onClick={onClose}>{common('close')}</Button>
          )}
          <Button look="primary" data-autofocus onClick={onOpen}>
            {t('openTask')}
          </Button>
        </>
      }
    >
      <div className={classes.repetition}>
        <p>
          <b>{days.long(event.day)}</b>
          {event.allDay
            ? `, ${t('allDay').toLocaleLowerCase()}`
            : `, ${spanText(event.start, event.end)}`}
        </p>
        <p>{t('repetitionSaid', { rule: words(String(event.task.fields.recurrence ?? '')) })}</p>
        <p>{t('repetitionWhy', { when: days.long(format.dayOf(due)) })}</p>
      </div>
    </Dialog>
  );
}
