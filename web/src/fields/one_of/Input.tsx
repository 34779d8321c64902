import { useTranslations } from 'use-intl';
import { Picker } from '@/ui/Picker';
import { Pill } from '@/ui/Pill';
import { Pop } from '../shared/Pop';
import type { InputProps } from '../types';
import { Display } from './Display';

const NONE = '';

export function Input(props: InputProps<string>) {
  const t = useTranslations('fields');
  const { field, value, onChange, mode, label } = props;
  const offered = (field.options ?? []).filter((option) => !option.retired || option.key === value);
  const options = offered.map((option) => ({
    id: option.key,
    label: option.label,
    shown: <Pill tone={option.tone}>{option.label}</Pill>,
  }));
  return (
    <Pop {...props} shown={value ? Display({ ...props, value }) : null}>
      {(close) => (
        <Picker
          label={label}
          typed={props.typed}
          selected={value ? [value] : []}
          options={
            value && !field.required
              ? [
                  ...options,
                  {
                    id: NONE,
                    label: t('clear'),
                    shown: <span style={{ color: 'var(--text-3)' }}>{t('clear')}</span>,
                  },
                ]
              : options
          }
          onPick={(id) => {
            onChange(id === NONE ? null : id, true);
            if (mode === 'form') close();
          }}
        />
      )}
    </Pop>
  );
}
