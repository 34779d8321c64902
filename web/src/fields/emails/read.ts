import type { Email } from '@/api/types';
import { splitList } from '../shared/read';
import type { Read } from '../types';

export function read(text: string): Read<Email[]> {
  const addresses = splitList(text).flatMap((part) => part.split(/\s+/));
  if (addresses.some((address) => !/^[^@\s]+@[^@\s]+$/.test(address))) return { wrong: 'email' };
  return { value: addresses.map((value) => ({ value })) };
}
