import { useTranslations } from 'use-intl';
import { TextInput } from '@/ui/TextInput';
import { PasswordField } from './PasswordField';
import classes from './setup.module.css';
import { useFlawText } from './useFlawText';
import type { Flaws, SetupValues } from './values';

type Props = {
  values: SetupValues;
  flaws: Flaws;
  set: (patch: Partial<SetupValues>) => void;
};

export function Account({ values, flaws, set }: Props) {
  const t = useTranslations('setup');
  const words = useFlawText(flaws);
  return (
    <fieldset className={classes.group}>
      <legend className={classes.legend}>{t('you')}</legend>
      <TextInput
        name="name"
        label={t('name')}
        error={words('name')}
        autoComplete="name"
        autoFocus
        value={values.name}
        onChange={(event) => set({ name: event.target.value })}
      />
      <TextInput
        name="email"
        label={t('email')}
        hint={t('emailHint')}
        error={words('email')}
        type="email"
        inputMode="email"
        autoComplete="username"
        value={values.email}
        onChange={(event) => set({ email: event.target.value })}
      />
      <PasswordField
        value={values.password}
        personal={[values.name, values.email, values.workspace_name]}
        problem={words('password')}
        onChange={(password) => set({ password })}
      />
    </fieldset>
  );
}
