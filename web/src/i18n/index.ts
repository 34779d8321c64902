import type { Language } from '@/api/types';
import type { Messages } from './en';

export const languages: readonly Language[] = ['en', 'ru', 'cs'];

/** What each language calls itself; never translated. */
export const languageNames: Record<Language, string> = {
  en: 'English',
  ru: 'Русский',
  cs: 'Čeština',
};

const load: Record<Language, () => Promise<{ default: Messages }>> = {
  en: () => import('./en'),
  ru: () => import('./ru'),
  cs: () => import('./cs'),
};

export async function messagesOf(language: Language): Promise<Messages> {
  return (await load[language]()).default;
}

const KEY = 'kith.language';

export function isLanguage(value: unknown): value is Language {
  return typeof value === 'string' && (languages as readonly string[]).includes(value);
}

/** The language to speak before anybody has signed in: the last one used here, else the browser's. */
export function firstLanguage(): Language {
  try {
    const kept = localStorage.getItem(KEY);
    if (isLanguage(kept)) return kept;
  } catch {
    // Storage may be switched off.
  }
  for (const wanted of navigator.languages ?? []) {
    const short = wanted.slice(0, 2).toLowerCase();
    if (isLanguage(short)) return short;
    if (short === 'sk') return 'cs';
  }
  return 'en';
}

export function keepLanguage(language: Language): void {
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // Storage may be switched off.
  }
}

/** The locale for dates and numbers: the browser's own variant of the language when it has one (en-GB, en-US). */
export function localeFor(language: Language): string {
  return (
    (navigator.languages ?? []).find((tag) => tag.slice(0, 2).toLowerCase() === language) ??
    language
  );
}
