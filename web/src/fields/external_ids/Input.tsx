import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { TextInput } from '@/ui/TextInput';
import { Pop } from '../shared/Pop';
import { Rows } from '../shared/rows';
import type { InputProps } from '../types';
import { Display } from './Display';

type Row = { source: string; id: string; primary?: boolean };

/** Under which number a record is known elsewhere: in the accounts, in the shop. */
export function Input(props: InputProps<Record<string, string>>) {
  const t = useTranslations('fields');
  const { onChange, mode } = props;
  const [rows, setRows] = useState<Row[]>(
    Object.entries(props.value ?? {}).map(([source, id]) => ({ source, id })),
  );
  const set = (next: Row[]) => {
    setRows(next);
    const kept = next.filter((row) => row.id.trim() !== '');
    onChange(
      kept.length > 0
        ? Object.fromEntries(kept.map((row) => [row.source.trim() || 'default', row.id.trim()]))
        : null,
    );
  };
  const editor = (
    <Rows
      rows={rows}
      blank={{ source: 'default', id: '' }}
      onChange={set}
      addLabel={t('addExternal')}
      canAdd={Boolean(rows.at(-1)?.id.trim())}
      inline={mode === 'form'}
    >
      {(row, change, index) => (
        <div style={{ display: 'flex', gap: 6 }}>
          <TextInput
            aria-label={t('externalSource')}
            placeholder={t('externalSource')}
            value={row.source}
            onChange={(event) => change({ source: event.currentTarget.value })}
          />
          <TextInput
            aria-label={t('externalId')}
            placeholder={t('externalId')}
            autoFocus={mode === 'place' && index === 0}
            data-autofocus={(mode === 'place' && index === 0) || undefined}
            value={row.id}
            onChange={(event) => change({ id: event.currentTarget.value })}
          />
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
