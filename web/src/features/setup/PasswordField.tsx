import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { cx } from '@/ui/cx';
import { TextInput } from '@/ui/TextInput';
import { strength } from './password';
import classes from './setup.module.css';

type Props = {
  value: string;
  onChange: (value: string) => void;
  /** Words that make a password easy to guess for others: name, e-mail, workspace. */
  personal: readonly string[];
  problem: string | null;
};

export function PasswordField({ value, onChange, personal, problem }: Props) {
  const t = useTranslations('setup');
  const [visible, setVisible] = useState(false);
  const level = strength(value, personal);
  const Eye = visible ? IconEyeOff : IconEye;
  return (
    <TextInput
      name="password"
      label={t('password')}
      type={visible ? 'text' : 'password'}
      autoComplete="new-password"
      maxLength={1024}
      value={value}
      error={problem}
      hint={<Meter level={value ? level : null} />}
      onChange={(event) => onChange(event.target.value)}
      after={
        <button
          type="button"
          className={classes.eye}
          aria-label={visible ? t('hidePassword') : t('showPassword')}
          aria-pressed={visible}
          onClick={() => setVisible((before) => !before)}
        >
          <Eye size={16} aria-hidden />
        </button>
      }
    />
  );
}

const tones = ['none', 'weak', 'fair', 'good', 'strong'] as const;

function Meter({ level }: { level: 0 | 1 | 2 | 3 | 4 | null }) {
  const t = useTranslations('setup');
  return (
    <span className={classes.strength}>
      <span className={cx(classes.meter, classes[tones[level ?? 0]])} aria-hidden>
        {[1, 2, 3, 4].map((step) => (
          <i key={step} data-on={step <= (level ?? 0) || undefined} />
        ))}
      </span>
      <span aria-live="polite">
        {level === null || level === 0 ? t('passwordRule') : t(`strength.${tones[level]}`)}
      </span>
    </span>
  );
}
