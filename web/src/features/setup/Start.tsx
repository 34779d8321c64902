import { IconBuildingStore, IconFile } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import classes from './setup.module.css';

type Props = { sample: boolean; onChange: (sample: boolean) => void };

/** What the workspace begins with. */
export function Start({ sample, onChange }: Props) {
  const t = useTranslations('setup');
  const choices = [
    { value: true, icon: IconBuildingStore, title: t('withSample'), hint: t('withSampleHint') },
    { value: false, icon: IconFile, title: t('withNothing'), hint: t('withNothingHint') },
  ];
  return (
    <fieldset className={classes.group}>
      <legend className={classes.legend}>{t('beginWith')}</legend>
      <div className={classes.choices}>
        {choices.map((choice) => (
          <label key={String(choice.value)} className={classes.choice}>
            <input
              type="radio"
              name="sample"
              checked={sample === choice.value}
              onChange={() => onChange(choice.value)}
            />
            <choice.icon size={18} aria-hidden />
            <span>
              <b>{choice.title}</b>
              <small>{choice.hint}</small>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
