import { useState } from 'react';
import { Line } from '../shared/Line';
import { useTyped } from '../shared/useTyped';
import type { InputProps } from '../types';

export function Input({ value, onChange, typed, ...rest }: InputProps<string>) {
  const [text, setText] = useState(typed ?? value ?? '');
  const change = (next: string) => {
    setText(next);
    onChange(next.trim() === '' ? null : next);
  };
  useTyped(typed, change);
  return <Line {...rest} typed={typed !== undefined} value={text} onChange={change} />;
}
