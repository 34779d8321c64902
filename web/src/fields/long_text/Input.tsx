import { useState } from 'react';
import { cx } from '@/ui/cx';
import { Pop } from '../shared/Pop';
import classes from '../shared/shared.module.css';
import { useTyped } from '../shared/useTyped';
import type { InputProps } from '../types';
import { Display } from './Display';

export function Input(props: InputProps<string>) {
  const { mode, value, onChange, label, id, invalid } = props;
  const [text, setText] = useState(props.typed ?? value ?? '');
  const change = (next: string) => {
    setText(next);
    onChange(next.trim() === '' ? null : next);
  };
  useTyped(props.typed, change);
  const area = (
    <textarea
      id={mode === 'form' ? id : undefined}
      className={classes.area}
      value={text}
      rows={3}
      aria-label={id ? undefined : label}
      aria-invalid={invalid || undefined}
      data-autofocus={mode === 'place' || undefined}
      autoFocus={mode === 'place'}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
  if (mode === 'form') {
    return <span className={cx(classes.line, classes.form, invalid && classes.wrong)}>{area}</span>;
  }
  return (
    <Pop {...props} shown={value ? Display({ ...props, value, inTable: true }) : null}>
      {() => <div className={classes.areaPop}>{area}</div>}
    </Pop>
  );
}
