import type { Address } from '@/api/types';
import type { Read } from '../types';

/** One line says too little to tell its parts: it is kept whole as the street. */
export function read(text: string): Read<Address[]> {
  return { value: [{ street: text.replace(/\s*[\r\n]+\s*/g, ', ') }] };
}
