import { useTranslations } from 'use-intl';
import type { ObjectType, Rec } from '@/api/types';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import classes from './Bin.module.css';

type Props = {
  object: ObjectType;
  records: readonly Rec[];
  busy: boolean;
  onClose: () => void;
  onDestroy: () => void;
};

/** So many are named. */
const NAMED = 5;

/** Asks before records are destroyed, and says what goes with them and what stays. */
export function DestroyDialog({ object, records, busy, onClose, onDestroy }: Props) {
  const t = useTranslations('bin');
  const common = useTranslations('common');
  const count = records.length;
  const names = records
    .slice(0, NAMED)
    .map((record) => String(record.fields[object.title] ?? '') || t('unnamed'));
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('destroyTitle', { count, name: names[0] ?? '' })}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button look="danger" busy={busy} onClick={onDestroy}>
            {t('destroy')}
          </Button>
        </>
      }
    >
      {count > 1 && (
        <p className={classes.names}>
          {names.join(', ')}
          {count > NAMED && ` ${t('andMore', { count: count - NAMED })}`}
        </p>
      )}
      <p>{t('goes')}</p>
      <ul className={classes.goes}>
        <li>{t('goesValues')}</li>
        <li>{t('goesNotes')}</li>
        {object.key === 'deal' && <li>{t('goesLines')}</li>}
        <li>{t('goesHistory')}</li>
      </ul>
      <p>{t('stays')}</p>
      <p className={classes.never}>{t('never')}</p>
    </Dialog>
  );
}
