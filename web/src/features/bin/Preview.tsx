import { useTranslations } from 'use-intl';
import type { ObjectType, Rec } from '@/api/types';
import { KindIcon } from '@/catalogue/icons';
import { FieldDisplay, isEmpty, useShown } from '@/fields';
import { Dialog } from '@/ui/Dialog';
import classes from './Bin.module.css';
import { RowActions } from './RowActions';

type Props = {
  object: ObjectType;
  record: Rec;
  busy: boolean;
  onClose: () => void;
  onRestore: () => void;
  onDestroy: () => void;
};

/** What a deleted record holds, to be read only. */
export function Preview({ object, record, busy, onClose, onRestore, onDestroy }: Props) {
  const t = useTranslations('bin');
  const cx = useShown();
  const filled = object.fields.filter((field) => !isEmpty(record.fields[field.key]));
  return (
    <Dialog
      opened
      onClose={onClose}
      size={560}
      title={String(record.fields[object.title] ?? '') || t('unnamed')}
      footer={
        <RowActions
          object={object}
          record={record}
          busy={busy}
          onRestore={onRestore}
          onDestroy={onDestroy}
          inWords
        />
      }
    >
      <p className={classes.readOnly}>{t('readOnly')}</p>
      <dl className={classes.values}>
        {filled.map((field) => (
          <div key={field.key}>
            <dt>
              <KindIcon kind={field.kind} />
              <span>{field.label}</span>
            </dt>
            <dd>
              <FieldDisplay field={field} value={record.fields[field.key]} cx={cx} />
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
