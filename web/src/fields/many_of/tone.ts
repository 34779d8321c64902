import type { Field, Tone } from '@/api/types';

const tones: readonly Tone[] = ['blue', 'violet', 'amber', 'green', 'red', 'gray'];

/** An option has the tone it was given; a free word always the same one, so that a tag is known by its look. */
export function toneOf(field: Field, key: string): Tone | null | undefined {
  const option = field.options?.find((candidate) => candidate.key === key);
  if (option || !field.open) return option?.tone;
  let sum = 7;
  for (const sign of key.toLowerCase()) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) % 9973;
  return tones[sum % tones.length];
}
