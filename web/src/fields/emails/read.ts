import type { Email } from '@/api/types';
import { splitList } from '../shared/read';
import type { Read } from '../types';

export const isAddress = (text: string): boolean => /^[^@\s]+@[^@\s]+$/.test(text);

export function read(text: string): Read<Email[]> {
  const addresses = splitList(text).flatMap((part) => part.split(/\s+/));
  if (addresses.some((address) => !isAddress(address))) return { wrong: 'email' };
  return { value: addresses.map((value) => ({ value })) };
}
