import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { readTime } from '@/fields/shared/zone';
import classes from './WorkingTime.module.css';
import { END_OF_DAY } from './week';

type Props = {
  label: string;
  value: string;
  onChange: (time: string) => void;
  /** When something ends: midnight is the end of the day. */
  ends?: boolean;
};

/** A time of the day in 24 hours, whatever the browser's language: `9`, `930`, `9:30` are understood. */
export function Clock({ label, value, onChange, ends }: Props) {
  const t = useTranslations('fields');
  const [text, setText] = useState<string | null>(null);
  const read = (typed: string) => {
    const midnight = ends && /^\s*(24|0?0)([:.]?00)?\s*$/.test(typed);
    return midnight ? END_OF_DAY : readTime(typed);
  };
  const wrong = text !== null && read(text) === null;
  return (
    <input
      className={classes.time}
      inputMode="numeric"
      maxLength={5}
      aria-label={label}
      aria-invalid={wrong || undefined}
      title={wrong ? t('timeWrong') : undefined}
      value={text ?? value}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => {
        const typed = event.currentTarget.value;
        setText(typed);
        const time = read(typed);
        if (time) onChange(time);
      }}
      onBlur={() => setText(null)}
    />
  );
}
