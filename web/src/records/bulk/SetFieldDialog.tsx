import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { FieldValue, ObjectType } from '@/api/types';
import { fieldOf } from '@/catalogue';
import { KindIcon } from '@/catalogue/icons';
import { FieldInput, kindOf, useShown } from '@/fields';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Picker } from '@/ui/Picker';
import { Labelled } from '@/ui/TextInput';
import classes from './Bulk.module.css';

type Props = {
  object: ObjectType;
  count: number;
  onClose: () => void;
  onSet: (set: Record<string, FieldValue>) => void;
};

/** One field, one value, for all the chosen records. */
export function SetFieldDialog({ object, count, onClose, onSet }: Props) {
  const t = useTranslations();
  const cx = useShown();
  const [key, setKey] = useState<string | null>(null);
  const [value, setValue] = useState<FieldValue>(null);
  const field = key ? fieldOf(object, key) : undefined;
  const offered = object.fields.filter(
    (candidate) => !candidate.read_only && !candidate.unique && candidate.key !== object.title,
  );
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('list.setFieldTitle', { count })}
      size={440}
      footer={
        field && (
          <>
            <Button onClick={() => setKey(null)}>{t('common.back')}</Button>
            <Button
              look="primary"
              disabled={kindOf(field).isWrong?.(value)}
              onClick={() => onSet({ [field.key]: value ?? null })}
            >
              {t('list.setFieldDo', { count })}
            </Button>
          </>
        )
      }
    >
      {field ? (
        <Labelled label={field.label} hint={t('list.setFieldHint')}>
          <FieldInput
            field={field}
            value={value}
            cx={cx}
            mode="form"
            label={field.label}
            autoFocus
            onChange={(next) => setValue(next ?? null)}
          />
        </Labelled>
      ) : (
        <div className={classes.fields}>
          <Picker
            label={t('filter.field')}
            searchable
            options={offered.map((candidate) => ({
              id: candidate.key,
              label: candidate.label,
              icon: <KindIcon kind={candidate.kind} />,
            }))}
            onPick={(next) => {
              setKey(next);
              setValue(null);
            }}
          />
        </div>
      )}
    </Dialog>
  );
}
