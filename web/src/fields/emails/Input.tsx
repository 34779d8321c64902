import { useTranslations } from 'use-intl';
import type { Email } from '@/api/types';
import { ReachInput } from '../shared/Reach';
import type { InputProps } from '../types';
import { Display } from './Display';

export function Input(props: InputProps<Email[]>) {
  const t = useTranslations('fields');
  const { value } = props;
  return (
    <ReachInput
      {...props}
      type="email"
      addLabel={t('addEmail')}
      shown={value ? Display({ ...props, value, inTable: true }) : null}
    />
  );
}
