import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Money } from '@/api/types';
import { Drop } from '@/ui/Drop';
import { Picker } from '@/ui/Picker';
import { Line } from '../shared/Line';
import classes from '../shared/shared.module.css';
import { useTyped } from '../shared/useTyped';
import type { InputProps } from '../types';
import { currencyCodes } from './currencies';
import { read } from './read';

export function Input({ value, onChange, typed, cx, ...rest }: InputProps<Money>) {
  const t = useTranslations('fields');
  const { locale, currency: own, decimalSign } = cx.format;
  const [text, setText] = useState(
    typed ?? (value ? tidy(value.amount).replace('.', decimalSign) : ''),
  );
  const [currency, setCurrency] = useState(value?.currency ?? own);
  const [choosing, setChoosing] = useState(false);
  /** The amount as it is written, with its currency beside it or without. */
  const understood = (written: string, beside: string): Money | null => {
    const held = { [rest.field.key]: { amount: '0', currency: beside } };
    const found = read(written, { cx, field: rest.field, record: held });
    return 'value' in found ? found.value : null;
  };
  const wrong = text.trim() !== '' && understood(text, currency) === null;

  const change = (nextText: string, nextCurrency: string) => {
    const found = understood(nextText, nextCurrency);
    setText(nextText);
    setCurrency(found?.currency ?? nextCurrency);
    if (nextText.trim() === '') onChange(null);
    else onChange(found ?? { amount: 'NaN', currency: nextCurrency });
  };
  useTyped(typed, (first) => change(first, currency));

  const names = choosing ? new Intl.DisplayNames(locale, { type: 'currency' }) : null;
  return (
    <Line
      {...rest}
      typed={typed !== undefined}
      value={text}
      inputMode="decimal"
      align={rest.mode === 'place' ? 'end' : undefined}
      invalid={rest.invalid || wrong}
      onChange={(next) => change(next, currency)}
      after={
        <Drop
          opened={choosing}
          onClose={() => setChoosing(false)}
          position="bottom-end"
          target={
            <button
              type="button"
              className={classes.currency}
              aria-label={t('currency', { currency })}
              aria-expanded={choosing}
              onClick={() => setChoosing(!choosing)}
            >
              {currency}
            </button>
          }
        >
          <Picker
            label={t('chooseCurrency')}
            selected={[currency]}
            options={(names ? currencyCodes(own) : []).map((code) => ({
              id: code,
              label: `${code} ${names?.of(code) ?? ''}`,
            }))}
            onPick={(code) => {
              // What was written beside the amount gives way to what is chosen.
              const amount = understood(text, code)?.amount;
              change(amount ? tidy(amount).replace('.', decimalSign) : text, code);
              setChoosing(false);
            }}
          />
        </Drop>
      }
    />
  );
}

/** `1250.00` → `1250`: nobody wants to delete zeros. */
function tidy(amount: string): string {
  return amount.includes('.') ? amount.replace(/\.?0+$/, '') : amount;
}
