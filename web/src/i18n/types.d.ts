import type { Language } from '@/api/types';
import type { Messages } from './en';

declare module 'use-intl' {
  interface AppConfig {
    Locale: Language;
    Messages: Messages;
  }
}
