import { pipelinesOf } from '@/catalogue';
import { Picker } from '@/ui/Picker';
import { Pop } from '../shared/Pop';
import type { InputProps } from '../types';
import { Display } from './Display';

export function Input(props: InputProps<string>) {
  const { field, value, onChange, mode, label, cx } = props;
  return (
    <Pop {...props} shown={value ? Display({ ...props, value }) : null}>
      {(close) => (
        <Picker
          label={label}
          typed={props.typed}
          selected={value ? [value] : []}
          options={pipelinesOf(cx.catalogue, field.targets?.[0]).map((pipeline) => ({
            id: pipeline.id,
            label: pipeline.name,
          }))}
          onPick={(id) => {
            onChange(id, true);
            if (mode === 'form') close();
          }}
        />
      )}
    </Pop>
  );
}
