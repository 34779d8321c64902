import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Address } from '@/api/types';
import { TextInput } from '@/ui/TextInput';
import { Pop } from '../shared/Pop';
import { Rows } from '../shared/rows';
import classes from '../shared/shared.module.css';
import type { InputProps } from '../types';
import { Display } from './Display';

const parts = ['street', 'city', 'postal_code', 'region', 'country'] as const;

export function Input(props: InputProps<Address[]>) {
  const t = useTranslations('fields');
  const { onChange, mode } = props;
  const [rows, setRows] = useState<Address[]>(props.value ?? []);
  const set = (next: Address[]) => {
    setRows(next);
    const kept = next.filter((address) => parts.some((part) => address[part]?.trim()));
    onChange(kept.length > 0 ? kept : null);
  };
  const editor = (
    <Rows
      rows={rows}
      blank={{}}
      onChange={set}
      addLabel={t('addAddress')}
      canAdd={parts.some((part) => rows.at(-1)?.[part]?.trim())}
      inline={mode === 'form'}
    >
      {(row, change, index) => (
        <div className={classes.grid2}>
          {parts.map((part, at) => (
            <TextInput
              key={part}
              style={part === 'street' ? { gridColumn: '1 / -1' } : undefined}
              label={t(`address.${part}`)}
              autoFocus={mode === 'place' && index === 0 && at === 0}
              data-autofocus={(mode === 'place' && index === 0 && at === 0) || undefined}
              value={row[part] ?? ''}
              onChange={(event) => change({ [part]: event.currentTarget.value || null })}
            />
          ))}
        </div>
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
