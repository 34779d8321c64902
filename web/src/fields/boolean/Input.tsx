import { Picker } from '@/ui/Picker';
import { Pop } from '../shared/Pop';
import type { InputProps } from '../types';
import { Display } from './Display';

export function Input(props: InputProps<boolean>) {
  const { value, onChange, cx, label } = props;
  return (
    <Pop {...props} shown={value === null ? null : Display({ ...props, value })}>
      {(close) => (
        <Picker
          label={label}
          typed={props.typed}
          selected={value === null ? [] : [value ? 'yes' : 'no']}
          options={[
            { id: 'yes', label: cx.words.yes },
            { id: 'no', label: cx.words.no },
          ]}
          onPick={(id) => {
            onChange(id === 'yes', true);
            if (props.mode === 'form') close();
          }}
        />
      )}
    </Pop>
  );
}
