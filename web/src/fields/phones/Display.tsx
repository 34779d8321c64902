import type { Phone } from '@/api/types';
import { ReachDisplay } from '../shared/Reach';
import type { DisplayProps } from '../types';

const href = (phone: Phone) => `tel:${phone.e164 ?? phone.value.replace(/[^\d+]/g, '')}`;

export function Display({ value, inTable }: DisplayProps<Phone[]>) {
  return ReachDisplay({ value, inTable, href });
}
