import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Field, ObjectType } from '@/api/types';
import { FieldInput, useShown } from '@/fields';
import { Labelled } from '@/ui/TextInput';
import { BulkDialog } from './BulkDialog';
import type { Whom } from './deed';

type Props = {
  object: ObjectType;
  field: Field;
  whom: Whom;
  count: number;
  onClose: () => void;
  onDone: () => void;
};

/** Adds tags to all the chosen records and takes others away; what else each has stays. */
export function TagsDialog({ object, field, whom, count, onClose, onDone }: Props) {
  const t = useTranslations('list');
  const cx = useShown();
  const [add, setAdd] = useState<string[]>([]);
  const [remove, setRemove] = useState<string[]>([]);
  const parts = {
    ...(add.length > 0 ? { add: { [field.key]: add } } : {}),
    ...(remove.length > 0 ? { remove: { [field.key]: remove } } : {}),
  };
  const input = (label: string, value: string[], set: (next: string[]) => void) => (
    <Labelled label={label}>
      <FieldInput
        field={field}
        value={value}
        cx={cx}
        mode="form"
        label={label}
        onChange={(next) => set((next as string[] | null) ?? [])}
      />
    </Labelled>
  );
  return (
    <BulkDialog
      object={object}
      whom={whom}
      title={t('tagsTitle', { field: field.label, count })}
      deed={add.length + remove.length > 0 ? parts : null}
      onClose={onClose}
      onDone={onDone}
    >
      <div style={{ display: 'flex', flexDirection: 'column', gap: 12 }}>
        {input(t('tagsAdd'), add, setAdd)}
        {input(t('tagsRemove'), remove, setRemove)}
      </div>
    </BulkDialog>
  );
}
