import { useTranslations } from 'use-intl';
import { useLanguage } from '@/app/language';
import { languageNames, languages } from '@/i18n';
import { TextInput } from '@/ui/TextInput';
import type { NamesDraft } from './names';

type Props = {
  label: string;
  value: NamesDraft;
  onChange: (value: NamesDraft) => void;
  autoFocus?: boolean;
};

/** A name in the languages of the workspace, one's own first. */
export function Names({ label, value, onChange, autoFocus }: Props) {
  const t = useTranslations('settings');
  const { language } = useLanguage();
  const order = [language, ...languages.filter((other) => other !== language)];
  return order.map((one, index) => (
    <TextInput
      key={one}
      label={index === 0 ? label : t('nameIn', { name: label, language: languageNames[one] })}
      required={index === 0}
      data-autofocus={(autoFocus && index === 0) || undefined}
      placeholder={index === 0 ? undefined : value[language]}
      value={value[one]}
      onChange={(event) => onChange({ ...value, [one]: event.currentTarget.value })}
    />
  ));
}
