import { DatePop } from '../shared/DatePop';
import { Pop } from '../shared/Pop';
import type { InputProps } from '../types';
import { Display } from './Display';

export function Input(props: InputProps<string>) {
  const { value, onChange, cx, label, mode } = props;
  return (
    <Pop {...props} shown={value ? Display({ ...props, value }) : null}>
      {(close) => (
        <DatePop
          label={label}
          typed={props.typed}
          value={value}
          cx={cx}
          onPick={(day, final) => {
            onChange(day, final);
            if (final && mode === 'form') close();
          }}
        />
      )}
    </Pop>
  );
}
