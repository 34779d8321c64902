import type { Read } from '../types';

/** One line: breaks become spaces. */
export function read(text: string): Read<string> {
  return { value: text.replace(/\s*[\r\n]+\s*/g, ' ') };
}
