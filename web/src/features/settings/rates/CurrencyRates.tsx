import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { keys } from '@/api/keys';
import { useShown } from '@/fields/shown';
import { Button, IconButton } from '@/ui/Button';
import { Pill } from '@/ui/Pill';
import { toasts } from '@/ui/toast';
import { useAct } from '../parts';
import settings from '../Settings.module.css';
import classes from './Rates.module.css';
import { inForce, type Rate, rates, ratesKey } from './wire';

type Props = { currency: string; list: Rate[]; onEdit: (rate: Partial<Rate>) => void };

/** What one currency is worth: the rate of today, those before and those to come. */
export function CurrencyRates({ currency, list, onEdit }: Props) {
  const t = useTranslations('settings.rates');
  const all = useTranslations('common');
  const { format, today } = useShown();
  const { act } = useAct();
  const now = inForce(list, today);
  const name = new Intl.DisplayNames(format.locale, { type: 'currency' }).of(currency);
  const remove = async (rate: Rate) => {
    if (!(await act(() => rates.remove(rate), [ratesKey, keys.catalogue]))) return;
    toasts.show({
      text: t('removed', { currency, day: format.date(rate.date) }),
      action: {
        label: all('undo'),
        run: () => void act(() => rates.put(rate), [ratesKey, keys.catalogue]),
      },
    });
  };
  return (
    <section aria-label={`${currency} ${name ?? ''}`}>
      <div className={classes.head}>
        <h3 className={classes.title}>
          {currency} <span className={settings.quiet}>{name}</span>
        </h3>
        <Button
          size="small"
          look="quiet"
          icon={<IconPlus size={14} aria-hidden />}
          onClick={() => onEdit({ currency })}
        >
          {t('add')}
        </Button>
      </div>
      <ul className={settings.list}>
        {list.map((rate) => {
          const shown = t('worth', {
            currency,
            rate: rate.rate.replace('.', format.decimalSign),
            own: format.currency,
          });
          const day = format.date(rate.date);
          return (
            <li key={rate.date} className={settings.row}>
              <button
                type="button"
                className={classes.rate}
                title={t('change')}
                onClick={() => onEdit(rate)}
              >
                <span className={settings.name}>{shown}</span>
                <span className={settings.quiet}>{t('from', { day })}</span>
              </button>
              {rate === now && <Pill tone="green">{t('now')}</Pill>}
              {rate.date > today && <Pill>{t('later')}</Pill>}
              <IconButton label={t('remove', { currency, day })} onClick={() => void remove(rate)}>
                <IconTrash size={15} stroke={1.7} />
              </IconButton>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
