import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Money } from '@/api/types';
import { Drop } from '@/ui/Drop';
import { Picker } from '@/ui/Picker';
import { Line } from '../shared/Line';
import { readDecimal } from '../shared/numbers';
import classes from '../shared/shared.module.css';
import { useTyped } from '../shared/useTyped';
import type { InputProps } from '../types';
import { currencyCodes } from './currencies';

export function Input({ value, onChange, typed, cx, ...rest }: InputProps<Money>) {
  const t = useTranslations('fields');
  const { locale, currency: own, decimalSign } = cx.format;
  const [text, setText] = useState(
    typed ?? (value ? tidy(value.amount).replace('.', decimalSign) : ''),
  );
  const [currency, setCurrency] = useState(value?.currency ?? own);
  const [choosing, setChoosing] = useState(false);
  const wrong = text.trim() !== '' && readDecimal(text, locale) === null;

  const change = (nextText: string, nextCurrency: string) => {
    setText(nextText);
    setCurrency(nextCurrency);
    if (nextText.trim() === '') onChange(null);
    else onChange({ amount: readDecimal(nextText, locale) ?? 'NaN', currency: nextCurrency });
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
              change(text, code);
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
