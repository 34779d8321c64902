import type { Read } from '../types';

export function read(text: string): Read<string> {
  return { value: text };
}
