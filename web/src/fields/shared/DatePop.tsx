import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/ui/Button';
import { addDays, Calendar } from '@/ui/Calendar';
import { TextInput } from '@/ui/TextInput';
import type { Shown } from '../types';
import { isDay, readDay } from './days';
import { folded } from './read';
import classes from './shared.module.css';
import { useTyped } from './useTyped';

type Props = {
  label: string;
  value: string | null;
  cx: Shown;
  /** What is written and is no day is told as it was written: it is neither taken nor thrown away. */
  onPick: (day: string | null, final: boolean) => void;
  /** What was typed on the cell to begin with. */
  typed?: string;
  children?: ReactNode;
};

/** A day: typed, picked in a month, or one of the usual ones. */
export function DatePop({ label, value, cx, onPick, typed, children }: Props) {
  const t = useTranslations('fields');
  const held = value && isDay(value) ? value : null;
  const [text, setText] = useState(typed ?? (held ? cx.format.numericDate(held) : (value ?? '')));
  const usual: [string, string][] = [
    [t('today'), cx.today],
    [t('tomorrow'), addDays(cx.today, 1)],
    [t('inAWeek'), addDays(cx.today, 7)],
  ];
  const read = (written: string) =>
    usual.find(([name]) => folded(name) === folded(written))?.[1] ??
    readDay(written, cx.format.locale, cx.today);
  const wrong = text.trim() !== '' && read(text) === null;
  const change = (next: string) => {
    setText(next);
    onPick(next.trim() === '' ? null : (read(next) ?? next), false);
  };
  useTyped(typed, change);
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
          error={wrong ? t('dateWrong', { example: cx.format.numericDate(cx.today) }) : undefined}
          placeholder={cx.format.numericDate(cx.today)}
          onChange={(event) => change(event.currentTarget.value)}
          onFocus={(event) => typed === undefined && event.currentTarget.select()}
        />
      </div>
      <Calendar value={held} today={cx.today} onPick={(day) => choose(day, true)} />
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
