import { type ReactNode, useState } from 'react';
import { TextInput } from '@/ui/TextInput';
import type { InputProps } from '../types';
import { Pop } from './Pop';
import { Rows } from './rows';
import classes from './shared.module.css';

/** A telephone number or an e-mail address. */
type Reach = { value: string; type?: string | null; primary?: boolean };

type Props<T extends Reach> = InputProps<T[]> & {
  /** The keyboard that a telephone offers. */
  type: 'tel' | 'email';
  addLabel: string;
  /** The value as it stands in a table. */
  shown: ReactNode;
};

/** Several ways to reach somebody. What follows from a value (its E.164 form) is left to the server. */
export function ReachInput<T extends Reach>({ type, addLabel, shown, ...props }: Props<T>) {
  const { onChange, mode, label, typed } = props;
  const [rows, setRows] = useState<Reach[]>([
    ...(props.value ?? []),
    ...(typed === undefined ? [] : [{ value: typed }]),
  ]);
  const set = (next: Reach[]) => {
    setRows(next);
    const kept = next
      .filter((row) => row.value.trim() !== '')
      .map(({ value, type, primary }) => ({
        value: value.trim(),
        ...(type ? { type } : {}),
        ...(primary ? { primary } : {}),
      }));
    onChange(kept.length > 0 ? (kept as T[]) : null);
  };
  const begins = (index: number) =>
    mode === 'place' && index === (typed === undefined ? 0 : rows.length - 1);
  const editor = (
    <Rows
      rows={rows}
      blank={{ value: '' }}
      onChange={set}
      addLabel={addLabel}
      canAdd={Boolean(rows.at(-1)?.value.trim())}
      inline={mode === 'form'}
    >
      {(row, change, index) => (
        <TextInput
          type={type}
          aria-label={label}
          autoFocus={begins(index)}
          data-autofocus={begins(index) || undefined}
          value={row.value}
          onChange={(event) => change({ value: event.currentTarget.value })}
        />
      )}
    </Rows>
  );
  if (mode === 'form') return editor;
  return (
    <Pop {...props} shown={shown}>
      {() => editor}
    </Pop>
  );
}

type DisplayProps<T extends Reach> = {
  value: T[];
  inTable?: boolean;
  href: (row: T) => string | undefined;
};

/** The main one in a table, all of them with their links elsewhere. */
export function ReachDisplay<T extends Reach>({ value, inTable, href }: DisplayProps<T>) {
  const first = value.find((row) => row.primary) ?? value[0];
  if (!first) return null;
  if (inTable) {
    return (
      <span className={classes.many}>
        <span className={classes.text}>{first.value}</span>
        {value.length > 1 && <span className={classes.more}>+{value.length - 1}</span>}
      </span>
    );
  }
  return (
    <span className={classes.lines}>
      {value.map((row) => (
        <a key={row.value} href={href(row)} className={classes.text}>
          {row.value}
        </a>
      ))}
    </span>
  );
}
