import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/ui/Button';
import { addDays, Calendar } from '@/ui/Calendar';
import { TextInput } from '@/ui/TextInput';
import type { Shown } from '../types';
import { readDay } from './days';
import classes from './shared.module.css';

type Props = {
  label: string;
  value: string | null;
  cx: Shown;
  onPick: (day: string | null, final: boolean) => void;
  /** What was typed on the cell to begin with. */
  typed?: string;
  children?: ReactNode;
};

/** A day: typed, picked in a month, or one of the usual ones. */
export function DatePop({ label, value, cx, onPick, typed, children }: Props) {
  const t = useTranslations('fields');
  const [text, setText] = useState(typed ?? (value ? cx.format.numericDate(value) : ''));
  const wrong = text.trim() !== '' && readDay(text, cx.format.locale, cx.today) === null;
  const usual: [string, string][] = [
    [t('today'), cx.today],
    [t('tomorrow'), addDays(cx.today, 1)],
    [t('inAWeek'), addDays(cx.today, 7)],
  ];
  const choose = (day: string | null, final: boolean) => {
    setText(day ? cx.format.numericDate(day) : '');
    onPick(day, final);
  };
  return (
    <div>
      <div style={{ padding: '6px 6px 0' }}>
        <TextInput
          aria-label={label}
          data-autofocus
          autoFocus
          value={text}
          error={wrong ? t('dateWrong') : undefined}
          placeholder={cx.format.numericDate(cx.today)}
          onChange={(event) => {
            const next = event.currentTarget.value;
            setText(next);
            if (next.trim() === '') onPick(null, false);
            const day = readDay(next, cx.format.locale, cx.today);
            if (day) onPick(day, false);
          }}
          onFocus={(event) => typed === undefined && event.currentTarget.select()}
        />
      </div>
      <Calendar value={value} today={cx.today} onPick={(day) => choose(day, true)} />
      {children}
      <div className={classes.quick}>
        {usual.map(([name, day]) => (
          <Button key={day} size="small" onClick={() => choose(day, true)}>
            {name}
          </Button>
        ))}
        {value && (
          <Button size="small" look="quiet" onClick={() => choose(null, true)}>
            {t('clear')}
          </Button>
        )}
      </div>
    </div>
  );
}
