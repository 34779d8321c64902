import type { Field } from '@/api/types';

/** Letters that do not come apart but are looked for by their plain form. */
const PLAIN: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
  ŧ: 't',
  ŋ: 'n',
  þ: 'th',
  ς: 'σ',
};

/**
 * The same word in any case and with or without its accents, as the server compares texts: but й is a letter of its own.
 */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/и\u0306/giu, 'й')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßæœøđðłħıŧŋþς]/g, (letter) => PLAIN[letter] ?? letter)
    .replace(/[‘’ʼ`´]/g, "'")
    .replace(/[“”„«»]/g, '"')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
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
