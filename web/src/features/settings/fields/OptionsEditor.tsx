import { IconLanguage, IconPlus, IconX } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useLanguage } from '@/app/language';
import { languageNames, languages } from '@/i18n';
import { Button, IconButton } from '@/ui/Button';
import { TonePicker, tones } from '@/ui/TonePicker';
import { noNames } from '../names';
import type { OptionDraft } from './draft';
import classes from './OptionsEditor.module.css';

type Props = { options: OptionDraft[]; onChange: (options: OptionDraft[]) => void };

/** What can be chosen in a field, each with its tone. What is taken away here stays on the records that have it. */
export function OptionsEditor({ options, onChange }: Props) {
  const t = useTranslations('settings');
  const { language } = useLanguage();
  const list = useRef<HTMLUListElement>(null);
  const [all, setAll] = useState(false);
  const shown = all ? [language, ...languages.filter((other) => other !== language)] : [language];
  const set = (index: number, change: Partial<OptionDraft>) =>
    onChange(options.map((one, at) => (at === index ? { ...one, ...change } : one)));
  const add = () => {
    onChange([
      ...options,
      { key: '', names: noNames, tone: tones[options.length % tones.length] ?? 'gray' },
    ]);
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLInputElement>('li:last-child input')?.focus(),
    );
  };
  const labelOf = (number: number, one: (typeof shown)[number]) => {
    const option = t('fields.option', { number });
    return one === language ? option : t('nameIn', { name: option, language: languageNames[one] });
  };
  return (
    <fieldset className={classes.options}>
      <legend>{t('fields.options')}</legend>
      <ul ref={list}>
        {options.map((option, index) => (
          <li key={option.key || `new-${index}`} className={classes.option}>
            <TonePicker
              label={t('fields.optionTone')}
              value={option.tone}
              onChange={(tone) => set(index, { tone })}
            />
            <span className={classes.names}>
              {shown.map((one) => (
                <input
                  key={one}
                  aria-label={labelOf(index + 1, one)}
                  placeholder={
                    one === language
                      ? undefined
                      : `${option.names[language]} (${languageNames[one]})`
                  }
                  value={option.names[one]}
                  onChange={(event) =>
                    set(index, { names: { ...option.names, [one]: event.currentTarget.value } })
                  }
                  onKeyDown={(event) => {
                    if (event.key !== 'Enter') return;
                    event.preventDefault();
                    add();
                  }}
                />
              ))}
            </span>
            <IconButton
              size="small"
              label={t('fields.removeOption', { name: option.names[language] })}
              onClick={() => onChange(options.filter((_, at) => at !== index))}
            >
              <IconX size={14} />
            </IconButton>
          </li>
        ))}
      </ul>
      <Button size="small" look="quiet" icon={<IconPlus size={14} />} onClick={add}>
        {t('fields.addOption')}
      </Button>
      {options.length > 0 && (
        <Button
          size="small"
          look="quiet"
          icon={<IconLanguage size={14} />}
          aria-pressed={all}
          onClick={() => setAll(!all)}
        >
          {t('fields.otherLanguages')}
        </Button>
      )}
    </fieldset>
  );
}
