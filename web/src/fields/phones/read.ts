import type { Phone } from '@/api/types';
import { splitList } from '../shared/read';
import type { Read } from '../types';

export function read(text: string): Read<Phone[]> {
  const numbers = splitList(text);
  if (numbers.some((number) => !/\d{3}/.test(number.replace(/\D/g, '')))) return { wrong: 'phone' };
  return { value: numbers.map((value) => ({ value })) };
}
