import { useTranslations } from 'use-intl';
import { useCodeText } from '@/app/problem-text';
import type { Flaws, SetupField } from './values';

type Own = Parameters<ReturnType<typeof useTranslations<'setup.problem'>>>[0];

/** Words for what is wrong with a field: this page's own where it has some, else the common ones. */
export function useFlawText(flaws: Flaws): (field: SetupField) => string | null {
  const t = useTranslations('setup.problem');
  const common = useCodeText();
  return (field) => {
    const flaw = flaws[field];
    if (!flaw) return null;
    const own = t.has(flaw.code as Own) ? flaw.code : `${field}_${flaw.code}`;
    return t.has(own as Own) ? t(own as Own) : common(flaw.code, flaw.params);
  };
}
