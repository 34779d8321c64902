import { useTranslations } from 'use-intl';
import type { Phone } from '@/api/types';
import { ReachInput } from '../shared/Reach';
import type { InputProps } from '../types';
import { Display } from './Display';

export function Input(props: InputProps<Phone[]>) {
  const t = useTranslations('fields');
  const { value } = props;
  return (
    <ReachInput
      {...props}
      type="tel"
      addLabel={t('addPhone')}
      shown={value ? Display({ ...props, value, inTable: true }) : null}
    />
  );
}
