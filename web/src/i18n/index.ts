import type { Language } from '@/api/types';
import type { First, Later, LaterName, Messages } from './en';

export const languages: readonly Language[] = ['en', 'ru', 'cs'];

/** What each language calls itself; never translated. */
export const languageNames: Record<Language, string> = {
  en: 'English',
  ru: 'Русский',
  cs: 'Čeština',
};

const load: Record<Language, () => Promise<{ default: First; later: Later }>> = {
  en: () => import('./en'),
  ru: () => import('./ru'),
  cs: () => import('./cs'),
};

/**
 * What is there of each language spoken so far. It grows in place: nobody shows a text before it has come, so nothing
 * has to be drawn anew when it does.
 */
const spoken = new Map<Language, Messages>();
/** The later texts that some page has asked for. */
const wanted = new Set<LaterName>();

/** The texts of a language: those of the first screen, and all that the pages opened so far speak. */
export async function messagesOf(language: Language): Promise<Messages> {
  const { default: first, later } = await load[language]();
  const messages = spoken.get(language) ?? ({ ...first } as Messages);
  spoken.set(language, messages);
  const lacking = [...wanted].filter((name) => !(name in messages));
  await Promise.all(
    lacking.map(async (name) => {
      Object.assign(messages, { [name]: (await later[name]()).default });
    }),
  );
  return messages;
}

/** Brings texts that come later, in every language spoken here: somebody may just be switching. */
export async function bringTexts(names: readonly LaterName[]): Promise<void> {
  for (const name of names) wanted.add(name);
  await Promise.all([...spoken.keys()].map(messagesOf));
}

/** Loads a part of the UI together with the texts that only it speaks. */
export function withTexts<Part>(names: readonly LaterName[], part: () => Promise<Part>) {
  return async (): Promise<Part> => (await Promise.all([part(), bringTexts(names)]))[0];
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
