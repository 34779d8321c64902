import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
} from 'react';
import { IntlProvider } from 'use-intl';
import type { Language } from '@/api/types';
import { keepLanguage, messagesOf } from '@/i18n';
import type { Messages } from '@/i18n/en';

type Spoken = { language: Language; messages: Messages };
type Value = { language: Language; speak: (language: Language) => Promise<void> };

const Context = createContext<Value | null>(null);

/** Holds the language; switching loads the other catalogue first, so that nothing flickers untranslated. */
export function LanguageProvider({ first, children }: { first: Spoken; children: ReactNode }) {
  const [spoken, setSpoken] = useState(first);
  const speak = useCallback(async (language: Language) => {
    const messages = await messagesOf(language);
    keepLanguage(language);
    setSpoken({ language, messages });
  }, []);
  useEffect(() => {
    document.documentElement.lang = spoken.language;
  }, [spoken.language]);
  const value = useMemo(() => ({ language: spoken.language, speak }), [spoken.language, speak]);
  return (
    <Context.Provider value={value}>
      <IntlProvider locale={spoken.language} messages={spoken.messages} timeZone="UTC">
        {children}
      </IntlProvider>
    </Context.Provider>
  );
}

export function useLanguage(): Value {
  const value = useContext(Context);
  if (!value) throw new Error('useLanguage needs a LanguageProvider');
  return value;
}
