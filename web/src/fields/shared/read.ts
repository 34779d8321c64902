import type { Field } from '@/api/types';

/** The same word in any case and with or without its accents. */
export function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}

/** The key of an option by its label or its key. */
export function optionOf(field: Field, text: string): string | undefined {
  const wanted = folded(text);
  const offered = (field.options ?? []).filter((option) => !option.retired);
  return (
    offered.find((option) => folded(option.label) === wanted) ??
    offered.find((option) => option.key.toLowerCase() === wanted)
  )?.key;
}

/** The parts of a list that is written in one cell. */
export function splitList(text: string): string[] {
  return text
    .split(/[;,\n\r]+/)
    .map((part) => part.trim())
    .filter(Boolean);
}
