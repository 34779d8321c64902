import { useState } from 'react';
import { Line } from '../shared/Line';
import { readNumber } from '../shared/numbers';
import { useTyped } from '../shared/useTyped';
import type { InputProps } from '../types';

export function Input({ value, onChange, typed, cx, ...rest }: InputProps<number>) {
  const { locale } = cx.format;
  const [text, setText] = useState(
    typed ?? (value === null ? '' : String(value).replace('.', cx.format.decimalSign)),
  );
  const wrong = text.trim() !== '' && readNumber(text, locale) === null;
  const change = (next: string) => {
    setText(next);
    const read = readNumber(next, locale);
    onChange(next.trim() === '' ? null : (read ?? Number.NaN));
  };
  useTyped(typed, change);
  return (
    <Line
      {...rest}
      typed={typed !== undefined}
      value={text}
      inputMode="decimal"
      align={rest.mode === 'place' ? 'end' : undefined}
      invalid={rest.invalid || wrong}
      onChange={change}
    />
  );
}
