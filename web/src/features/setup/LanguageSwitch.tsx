import { useTranslations } from 'use-intl';
import { useLanguage } from '@/app/language';
import { languageNames, languages } from '@/i18n';
import classes from './setup.module.css';

/** The language of the page, which becomes that of the workspace. */
export function LanguageSwitch() {
  const t = useTranslations('setup');
  const { language, speak } = useLanguage();
  return (
    <fieldset className={classes.languages} aria-label={t('language')}>
      {languages.map((code) => (
        <label key={code} lang={code}>
          <input
            type="radio"
            name="language"
            checked={language === code}
            onChange={() => void speak(code)}
          />
          <span>{languageNames[code]}</span>
        </label>
      ))}
    </fieldset>
  );
}
