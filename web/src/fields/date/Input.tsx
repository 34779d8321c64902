import { DatePop } from '../shared/DatePop';
import { isDay } from '../shared/days';
import { Pop } from '../shared/Pop';
import type { InputProps } from '../types';
import { Display } from './Display';

export function Input(props: InputProps<string>) {
  const { value, onChange, cx, label, mode } = props;
  return (
    <Pop {...props} shown={value && isDay(value) ? Display({ ...props, value }) : value}>
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
