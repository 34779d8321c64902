import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useLanguage } from '@/app/language';
import { Choose, type Option } from '@/ui/Choose';
import { Labelled, TextInput } from '@/ui/TextInput';
import { allZones, currencies, zoneOffset } from './guess';
import classes from './setup.module.css';
import { useFlawText } from './useFlawText';
import type { Flaws, SetupValues } from './values';

type Props = {
  values: SetupValues;
  flaws: Flaws;
  set: (patch: Partial<SetupValues>) => void;
};

export function Workspace({ values, flaws, set }: Props) {
  const t = useTranslations('setup');
  const words = useFlawText(flaws);
  const money = useCurrencies();
  const zones = useZones(values.time_zone);
  return (
    <fieldset className={classes.group}>
      <legend className={classes.legend}>{t('company')}</legend>
      <TextInput
        name="workspace_name"
        label={t('workspaceName')}
        error={words('workspace_name')}
        autoComplete="organization"
        placeholder={t('workspacePlaceholder')}
        value={values.workspace_name}
        onChange={(event) => set({ workspace_name: event.target.value })}
      />
      <div className={classes.pair}>
        <Labelled id="currency" label={t('currency')} error={words('currency')}>
          <Choose
            id="currency"
            label={t('currency')}
            size="large"
            value={values.currency}
            options={money}
            invalid={flaws.currency !== undefined}
            onChange={(currency) => set({ currency })}
          />
        </Labelled>
        <Labelled id="time_zone" label={t('timeZone')} error={words('time_zone')}>
          <Choose
            id="time_zone"
            label={t('timeZone')}
            size="large"
            value={values.time_zone}
            options={zones}
            invalid={flaws.time_zone !== undefined}
            onChange={(time_zone) => set({ time_zone })}
          />
        </Labelled>
      </div>
    </fieldset>
  );
}

function useCurrencies(): Option[] {
  const { language } = useLanguage();
  return useMemo(() => {
    const names = new Intl.DisplayNames([language], { type: 'currency' });
    return currencies.map((code) => ({ value: code, label: code, hint: names.of(code) ?? '' }));
  }, [language]);
}

function useZones(current: string): Option[] {
  return useMemo(() => {
    const now = new Date();
    return allZones(current).map((zone) => ({
      value: zone,
      label: zone.replaceAll('_', ' '),
      hint: zoneOffset(zone, now),
    }));
  }, [current]);
}
