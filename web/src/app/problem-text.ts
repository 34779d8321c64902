import { useCallback } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { fieldIn, type Problem } from '@/api/problem';
import { localeFor } from '@/i18n';
import { sizeText } from '@/records/files/size';

type Code = Parameters<ReturnType<typeof useTranslations<'errors.code'>>>[0];

/** Puts a code of the server into words. */
export function useCodeText(): (code: string, params?: Record<string, unknown>) => string {
  const t = useTranslations('errors.code');
  const locale = localeFor(useLocale());
  return useCallback(
    (code, params) => {
      const values = Object.fromEntries(
        Object.entries(params ?? {}).filter(
          ([, value]) => typeof value === 'string' || typeof value === 'number',
        ),
      ) as Record<string, string | number>;
      // Of what is too large the limit is a size.
      if (code.endsWith('_too_large') && typeof values.limit === 'number')
        values.limit = sizeText(values.limit, locale);
      if (t.has(code as Code)) return t(code as Code, { seconds: 0, verb: '', code, ...values });
      return t('other', { code });
    },
    [t, locale],
  );
}

/** The reason of a refusal in one or two sentences, naming the fields when the caller knows their labels. */
export function useProblemText(): (
  problem: Problem,
  fieldLabel?: (key: string) => string,
) => string {
  const code = useCodeText();
  const t = useTranslations('errors');
  return useCallback(
    (problem, fieldLabel) => {
      const named = problem.problems
        .map((item) => {
          const words = code(item.code, item.params);
          // What is not ticked off is named by itself.
          return item.field && fieldLabel && item.code !== 'checklist'
            ? t('withField', { field: fieldLabel(fieldIn(item.field)), problem: words })
            : words;
        })
        .filter((words, index, all) => all.indexOf(words) === index);
      if (named.length > 0) return named.slice(0, 3).join(' ');
      return code(problem.code, { seconds: problem.retryAfter ?? 0 });
    },
    [code, t],
  );
}
