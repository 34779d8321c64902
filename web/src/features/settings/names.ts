import type { Language } from '@/api/types';
import { languages } from '@/i18n';

export type NamesDraft = Record<Language, string>;

export const noNames: NamesDraft = { en: '', ru: '', cs: '' };

/** What is sent: where a language was left empty, the first that was not. */
export function namesOf(draft: NamesDraft, own: Language): NamesDraft | null {
  const first = [draft[own], ...languages.map((one) => draft[one])].find((text) => text.trim());
  if (!first) return null;
  const or = (text: string) => text.trim() || first.trim();
  return { en: or(draft.en), ru: or(draft.ru), cs: or(draft.cs) };
}
