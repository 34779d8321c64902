import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Phone } from '@/api/types';
import { TextInput } from '@/ui/TextInput';
import { Pop } from '../shared/Pop';
import { Rows } from '../shared/rows';
import type { InputProps } from '../types';
import { Display } from './Display';

export function Input(props: InputProps<Phone[]>) {
  const t = useTranslations('fields');
  const { onChange, mode, label } = props;
  const [rows, setRows] = useState<Phone[]>([
    ...(props.value ?? []),
    ...(props.typed === undefined ? [] : [{ value: props.typed }]),
  ]);
  const set = (next: Phone[]) => {
    setRows(next);
    const kept = next
      .filter((phone) => phone.value.trim() !== '')
      // A number typed anew gets its E.164 form from the server.
      .map(({ value, type, primary }) => ({
        value: value.trim(),
        ...(type ? { type } : {}),
        ...(primary ? { primary } : {}),
      }));
    onChange(kept.length > 0 ? kept : null);
  };
  const editor = (
    <Rows
      rows={rows}
      blank={{ value: '' }}
      onChange={set}
      addLabel={t('addPhone')}
      canAdd={Boolean(rows.at(-1)?.value.trim())}
      inline={mode === 'form'}
    >
      {(row, change, index) => (
        <TextInput
          type="tel"
          aria-label={label}
          autoFocus={
            mode === 'place' && index === (props.typed === undefined ? 0 : rows.length - 1)
          }
          data-autofocus={
            (mode === 'place' && index === (props.typed === undefined ? 0 : rows.length - 1)) ||
            undefined
          }
          value={row.value}
          onChange={(event) => change({ value: event.currentTarget.value })}
        />
      )}
    </Rows>
  );
  if (mode === 'form') return editor;
  return (
    <Pop
      {...props}
      shown={props.value ? Display({ ...props, value: props.value, inTable: true }) : null}
    >
      {() => editor}
    </Pop>
  );
}
