import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Picker, type PickOption } from '@/ui/Picker';
import { TextInput } from '@/ui/TextInput';
import type { FilterProps } from '../types';
import classes from './shared.module.css';

/** Words to compare with. */
export function TextFilter({ value, onChange }: FilterProps) {
  const t = useTranslations('filter');
  return (
    <div className={classes.stack}>
      <TextInput
        autoFocus
        data-autofocus
        aria-label={t('value')}
        placeholder={t('value')}
        value={typeof value === 'string' ? value : ''}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  );
}

/** Several of a known set: `in` and `not_in`. */
export function SetFilter({
  value,
  onChange,
  options,
  label,
  open,
}: {
  value: unknown;
  onChange: (value: unknown) => void;
  options: PickOption[];
  label: string;
  /** Words that are not in the list may be named as well. */
  open?: boolean;
}) {
  const chosen = asList(value);
  return (
    <Picker
      label={label}
      options={options}
      selected={chosen}
      multiple
      onPick={(id) =>
        onChange(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id])
      }
      onCreate={open ? (word) => onChange([...chosen, word]) : undefined}
    />
  );
}

/** One number, or two for a range; what cannot be read is not yet a condition. */
export function RangeFilter({
  op,
  value,
  onChange,
  read,
  show,
}: {
  op: string;
  value: unknown;
  onChange: (value: unknown) => void;
  read: (text: string) => unknown;
  show: (value: unknown) => string;
}) {
  const t = useTranslations('filter');
  const pair = Array.isArray(value) ? value : [value, undefined];
  const [first, setFirst] = useState(show(pair[0]));
  const [second, setSecond] = useState(show(pair[1]));
  const change = (a: string, b: string) => {
    setFirst(a);
    setSecond(b);
    const low = read(a);
    const high = read(b);
    if (op !== 'between') onChange(low ?? undefined);
    else onChange(low !== null && high !== null ? [low, high] : undefined);
  };
  return (
    <div className={classes.stack}>
      <TextInput
        autoFocus
        data-autofocus
        inputMode="decimal"
        aria-label={op === 'between' ? t('from') : t('value')}
        placeholder={op === 'between' ? t('from') : t('value')}
        value={first}
        onChange={(event) => change(event.currentTarget.value, second)}
      />
      {op === 'between' && (
        <TextInput
          inputMode="decimal"
          aria-label={t('to')}
          placeholder={t('to')}
          value={second}
          onChange={(event) => change(first, event.currentTarget.value)}
        />
      )}
    </div>
  );
}

export function asList(value: unknown): string[] {
  if (Array.isArray(value))
    return value.filter((entry): entry is string => typeof entry === 'string');
  return typeof value === 'string' ? [value] : [];
}

/** Nothing to enter. */
export function NoFilter() {
  return null;
}
