import { useTranslations } from 'use-intl';
import { Picker } from '@/ui/Picker';
import { Pop } from '../shared/Pop';
import type { InputProps } from '../types';
import { Display } from './Display';
import { usePeople } from './options';

const NONE = '';

export function Input(props: InputProps<string>) {
  const t = useTranslations('fields');
  const { field, value, onChange, mode, label } = props;
  const none = t(props.canClear ? 'nobody' : 'clear');
  const people = usePeople(value ? [value] : []);
  return (
    <Pop {...props} shown={value ? Display({ ...props, value }) : null}>
      {(close) => (
        <Picker
          label={label}
          typed={props.typed}
          searchable
          selected={value ? [value] : []}
          options={
            (value || props.canClear) && !field.required
              ? [
                  ...people,
                  {
                    id: NONE,
                    label: none,
                    shown: <span style={{ color: 'var(--text-3)' }}>{none}</span>,
                  },
                ]
              : people
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
