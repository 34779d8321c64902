import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { labelOf, learnOne } from '@/api/labels';
import { objectOf } from '@/catalogue';
import { Avatar } from '@/ui/Avatar';
import { Picker, type PickOption } from '@/ui/Picker';
import { Pop } from '../shared/Pop';
import type { InputProps } from '../types';
import { Display } from './Display';
import { useFound } from './useFound';

const NONE = '';

export function Input(props: InputProps<string>) {
  const { value } = props;
  return (
    <Pop {...props} shown={value ? Display({ ...props, value, inTable: true }) : null}>
      {(close) => <LinkPicker {...props} close={close} />}
    </Pop>
  );
}

function LinkPicker({
  field,
  value,
  onChange,
  mode,
  label,
  cx,
  typed,
  close,
}: InputProps<string> & { close: () => void }) {
  const t = useTranslations('fields');
  const [text, setText] = useState(typed ?? '');
  const targets = field.targets ?? [];
  const { found, loading } = useFound(targets, text);
  const options: PickOption[] = found.map((entry) => ({
    id: entry.id,
    label: entry.label,
    hint:
      entry.hint ?? (targets.length > 1 ? objectOf(cx.catalogue, entry.object)?.label : undefined),
    icon: (
      <Avatar
        name={entry.label}
        seed={entry.id}
        size={20}
        shape={entry.object === 'contact' ? 'round' : 'square'}
      />
    ),
  }));
  if (value && !text) {
    const own = labelOf(value);
    if (own && !options.some((option) => option.id === value)) {
      options.unshift({
        id: value,
        label: own.label,
        icon: <Avatar name={own.label} seed={value} size={20} shape="square" />,
      });
    }
    if (!field.required) {
      options.push({
        id: NONE,
        label: t('clear'),
        shown: <span style={{ color: 'var(--text-3)' }}>{t('clear')}</span>,
      });
    }
  }
  return (
    <Picker
      label={label}
      typed={typed}
      options={options}
      selected={value ? [value] : []}
      onSearch={setText}
      loading={loading}
      onPick={(id) => {
        const entry = found.find((candidate) => candidate.id === id);
        if (entry) learnOne(entry.object, entry.id, entry.label);
        onChange(id === NONE ? null : id, true);
        if (mode === 'form') close();
      }}
    />
  );
}
