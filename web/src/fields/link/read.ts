import type { Read, ReadContext } from '../types';

/** A record by its name; two of the same name are one too many. */
export function read(text: string, { field, names }: ReadContext): Read<string> {
  const found = names?.(field.targets ?? [], text) ?? [];
  if (found.length > 1) return { wrong: 'several' };
  return found[0] ? { value: found[0] } : { wrong: 'record' };
}
