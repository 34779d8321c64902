import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { TextInput } from '@/ui/TextInput';
import { DatePop } from '../shared/DatePop';
import { isDay } from '../shared/days';
import { Pop } from '../shared/Pop';
import { isMoment, momentOf, readTime } from '../shared/zone';
import type { InputProps } from '../types';
import { Display } from './Display';

export function Input(props: InputProps<string>) {
  const t = useTranslations('fields');
  const { value, onChange, cx, label, mode } = props;
  const { format } = cx;
  const held = value && isMoment(value) ? value : null;
  const [time, setTime] = useState(held ? format.timeOf(held) : '12:00');
  const [day, setDay] = useState(held ? format.dayOf(held) : value);
  const set = (nextDay: string | null, nextTime: string, final: boolean) => {
    setDay(nextDay);
    const clock = readTime(nextTime);
    if (!nextDay) onChange(null, final);
    else if (isDay(nextDay) && clock) onChange(momentOf(nextDay, clock, format.timeZone), final);
    else onChange(isDay(nextDay) ? nextTime : nextDay);
  };
  return (
    <Pop {...props} shown={held ? Display({ ...props, value: held }) : value}>
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
                set(day ?? cx.today, next, false);
              }}
            />
          </div>
        </DatePop>
      )}
    </Pop>
  );
}
