import { type FormEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { keys } from '@/api/keys';
import { Day } from '@/fields/Day';
import { currencyCodes } from '@/fields/money/currencies';
import { readDecimal } from '@/fields/shared/numbers';
import { useShown } from '@/fields/shown';
import { Button } from '@/ui/Button';
import { Choose } from '@/ui/Choose';
import { Dialog } from '@/ui/Dialog';
import { Labelled, TextInput } from '@/ui/TextInput';
import { useAct } from '../parts';
import settings from '../Settings.module.css';
import { type Rate, rates, ratesKey } from './wire';

type Props = { rate: Partial<Rate>; all: readonly Rate[]; onClose: () => void };

/** States a rate: of which currency, from which day, how much one unit is worth. */
export function RateDialog({ rate, all, onClose }: Props) {
  const t = useTranslations('settings.rates');
  const words = useTranslations('common');
  const { format, today } = useShown();
  const { busy, act } = useAct();
  const [form, currencyId, dayId] = [useId(), useId(), useId()];
  const [currency, setCurrency] = useState(rate.currency ?? '');
  const [date, setDate] = useState<string | null>(rate.date ?? today);
  const [text, setText] = useState((rate.rate ?? '').replace('.', format.decimalSign));
  const value = readDecimal(text, format.locale);
  const wrong = text.trim() !== '' && (value === null || !(Number(value) > 0));
  const there = all.find((one) => one.currency === currency && one.date === date);
  const replaces = there && there.date !== rate.date ? there : null;
  const names = new Intl.DisplayNames(format.locale, { type: 'currency' });
  const options = currencyCodes(format.currency)
    .filter((code) => code !== format.currency)
    .map((code) => ({ value: code, label: `${code} ${names.of(code) ?? ''}` }));
  const ready = currency !== '' && date !== null && value !== null && !wrong;
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready || busy || date === null || value === null) return;
    const work = async () => {
      await rates.put({ currency, date, rate: value });
      if (rate.date && rate.date !== date) await rates.remove(rate as Rate);
    };
    if (await act(work, [ratesKey, keys.catalogue])) onClose();
  };
  return (
    <Dialog
      opened
      size={420}
      onClose={onClose}
      title={t(rate.date ? 'change' : 'new')}
      footer={
        <>
          <Button onClick={onClose}>{words('cancel')}</Button>
          <Button look="primary" type="submit" form={form} busy={busy} disabled={!ready}>
            {words('save')}
          </Button>
        </>
      }
    >
      <form id={form} className={settings.form} onSubmit={(event) => void save(event)}>
        <Labelled id={currencyId} label={t('currency')} required>
          <Choose
            id={currencyId}
            label={t('currency')}
            value={currency || null}
            options={options}
            disabled={rate.currency !== undefined}
            onChange={setCurrency}
          />
        </Labelled>
        <Labelled id={dayId} label={t('day')} required>
          <Day id={dayId} label={t('day')} value={date} onChange={setDate} />
        </Labelled>
        <TextInput
          label={t('rate', { currency: currency || '…', own: format.currency })}
          required
          inputMode="decimal"
          value={text}
          error={wrong ? t('wrong') : undefined}
          hint={
            replaces
              ? t('replaces', { rate: replaces.rate.replace('.', format.decimalSign) })
              : t('hint')
          }
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </form>
    </Dialog>
  );
}
