import type { Email } from '@/api/types';
import { ReachDisplay } from '../shared/Reach';
import type { DisplayProps } from '../types';

export function Display({ value, inTable }: DisplayProps<Email[]>) {
  return ReachDisplay({ value, inTable, href: (email) => `mailto:${email.value}` });
}
