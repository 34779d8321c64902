import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { FieldValue, ObjectType } from '@/api/types';
import { fieldOf } from '@/catalogue';
import { KindIcon } from '@/catalogue/icons';
import { FieldInput, kindOf, useShown } from '@/fields';
import { Choose } from '@/ui/Choose';
import { Labelled } from '@/ui/TextInput';
import { BulkDialog } from './BulkDialog';
import type { Whom } from './deed';

type Props = {
  object: ObjectType;
  whom: Whom;
  count: number;
  /** The field to begin with. */
  field?: string;
  onClose: () => void;
  onDone: () => void;
};

/** One field, one value, for all the chosen records. */
export function SetFieldDialog({ object, whom, count, onClose, onDone, ...first }: Props) {
  const t = useTranslations();
  const cx = useShown();
  const [key, setKey] = useState<string | null>(first.field ?? null);
  const [value, setValue] = useState<FieldValue>(null);
  const [touched, setTouched] = useState(false);
  const field = key ? fieldOf(object, key) : undefined;
  const offered = object.fields.filter(
    (candidate) => !candidate.read_only && !candidate.unique && candidate.key !== object.title,
  );
  const isWrong = field && kindOf(field).isWrong?.(value, field);
  // Nobody is left without an owner by the way: that is chosen too. A required field cannot be emptied at all.
  const isReady = field && !isWrong && (touched || !(field.required || field.kind === 'user'));
  return (
    <BulkDialog
      object={object}
      whom={whom}
      title={first.field ? t('list.assignTitle', { count }) : t('list.setFieldTitle', { count })}
      deed={isReady ? { set: { [field.key]: value ?? null } } : null}
      onClose={onClose}
      onDone={onDone}
    >
      {!first.field && (
        <Labelled label={t('filter.field')}>
          <Choose
            label={t('filter.field')}
            placeholder={t('filter.pickField')}
            value={key}
            options={offered.map((candidate) => ({
              value: candidate.key,
              label: candidate.label,
              icon: <KindIcon kind={candidate.kind} />,
            }))}
            onChange={(next) => {
              setKey(next);
              setValue(null);
              setTouched(false);
            }}
          />
        </Labelled>
      )}
      {field && (
        <div style={{ marginTop: first.field ? 0 : 12 }}>
          <Labelled
            label={field.label}
            hint={field.kind === 'user' ? undefined : t('list.setFieldHint')}
          >
            <FieldInput
              key={field.key}
              field={field}
              value={value}
              cx={cx}
              mode="form"
              canClear
              label={field.label}
              autoFocus
              onChange={(next) => {
                setTouched(true);
                setValue(next ?? null);
              }}
            />
          </Labelled>
        </div>
      )}
    </BulkDialog>
  );
}
