import type { Phone } from '@/api/types';
import { ReachDisplay } from '../shared/Reach';
import type { DisplayProps } from '../types';

/** What has no digit cannot be called. */
const href = (phone: Phone) => {
  const number = phone.e164 ?? phone.value.replace(/[^\d+]/g, '');
  return number ? `tel:${number}` : undefined;
};

export function Display({ value, inTable }: DisplayProps<Phone[]>) {
  return ReachDisplay({ value, inTable, href });
}
