import { IconBuildingStore, IconFile } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { useLanguage } from '@/app/language';
import { Choose } from '@/ui/Choose';
import { Labelled } from '@/ui/TextInput';
import classes from './setup.module.css';
import type { SetupValues } from './values';

/** No trade: sales in general. */
const GENERAL = '-';

type Props = {
  sample: boolean;
  trade: string | null;
  set: (patch: Partial<SetupValues>) => void;
};

/** What the workspace begins with. */
export function Start({ sample, trade, set }: Props) {
  const t = useTranslations('setup');
  const { language } = useLanguage();
  const { data } = useQuery({ queryKey: ['trades'], queryFn: api.setup.trades });
  const chosen = data?.find(({ key }) => key === trade);
  const choices = trade
    ? [
        { value: true, icon: IconBuildingStore, words: 'withTradeSample' as const },
        { value: false, icon: IconFile, words: 'withoutTradeSample' as const },
      ]
    : [
        { value: true, icon: IconBuildingStore, words: 'withSample' as const },
        { value: false, icon: IconFile, words: 'withNothing' as const },
      ];
  return (
    <fieldset className={classes.group}>
      <legend className={classes.legend}>{t('beginWith')}</legend>
      {data && (
        <Labelled
          id="trade"
          label={t('trade')}
          hint={chosen ? chosen.description[language] : t('tradeNoneHint')}
        >
          <Choose
            id="trade"
            label={t('trade')}
            value={trade ?? GENERAL}
            options={[
              { value: GENERAL, label: t('tradeNone') },
              ...data.map(({ key, name }) => ({ value: key, label: name[language] })),
            ]}
            onChange={(key) => set({ trade: key === GENERAL ? null : key })}
          />
        </Labelled>
      )}
      <div className={classes.choices}>
        {choices.map((choice) => (
          <label key={choice.words} className={classes.choice}>
            <input
              type="radio"
              name="sample"
              checked={sample === choice.value}
              onChange={() => set({ sample: choice.value })}
            />
            <choice.icon size={18} aria-hidden />
            <span>
              <b>{t(choice.words)}</b>
              <small>{t(`${choice.words}Hint`)}</small>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
