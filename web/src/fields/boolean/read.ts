import type { Read } from '../types';

const yes = new Set(['yes', 'y', 'true', '1', 'x', '+', '✓', 'да', 'истина', 'ano', 'pravda']);
const no = new Set(['no', 'n', 'false', '0', '-', '–', 'нет', 'ложь', 'ne', 'nepravda']);

/** The words of every language of the UI and of spreadsheets. */
export function read(text: string): Read<boolean> {
  const word = text.toLowerCase();
  if (yes.has(word)) return { value: true };
  return no.has(word) ? { value: false } : { wrong: 'boolean' };
}
