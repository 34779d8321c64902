import { useState } from 'react';
import { Line } from '../shared/Line';
import type { InputProps } from '../types';

export function Input({ value, onChange, typed, ...rest }: InputProps<string>) {
  const [text, setText] = useState(typed ?? value ?? '');
  return (
    <Line
      {...rest}
      typed={typed !== undefined}
      value={text}
      onChange={(next) => {
        setText(next);
        onChange(next.trim() === '' ? null : next);
      }}
    />
  );
}
