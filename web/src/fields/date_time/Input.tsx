import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { TextInput } from '@/ui/TextInput';
import { DatePop } from '../shared/DatePop';
import { Pop } from '../shared/Pop';
import { momentOf, readTime } from '../shared/zone';
import type { InputProps } from '../types';
import { Display } from './Display';

export function Input(props: InputProps<string>) {
  const t = useTranslations('fields');
  const { value, onChange, cx, label, mode } = props;
  const { format } = cx;
  const [time, setTime] = useState(value ? format.timeOf(value) : '12:00');
  const day = value ? format.dayOf(value) : null;
  const set = (nextDay: string | null, nextTime: string, final: boolean) => {
    const clock = readTime(nextTime) ?? '12:00';
    onChange(nextDay ? momentOf(nextDay, clock, format.timeZone) : null, final);
  };
  return (
    <Pop {...props} shown={value ? Display({ ...props, value }) : null}>
      {(close) => (
        <DatePop
          label={label}
          typed={props.typed}
          value={day}
          cx={cx}
          onPick={(next, final) => {
            set(next, time, final);
            if (final && mode === 'form') close();
          }}
        >
          <div style={{ padding: '2px 6px 6px' }}>
            <TextInput
              label={t('time')}
              inputMode="numeric"
              value={time}
              error={readTime(time) ? undefined : t('timeWrong')}
              onChange={(event) => {
                const next = event.currentTarget.value;
                setTime(next);
                if (readTime(next)) set(day ?? cx.today, next, false);
              }}
            />
          </div>
        </DatePop>
      )}
    </Pop>
  );
}
