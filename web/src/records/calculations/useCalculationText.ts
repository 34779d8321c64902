import { useCallback } from 'react';
import { useTranslations } from 'use-intl';
import type { ProblemItem } from '@/api/types';
import { useCodeText } from '@/app/problem-text';

/** The least that a code needs to have words of its own here. */
type Code = Parameters<ReturnType<typeof useTranslations<'calculations.wrong'>>>[0];
type Reason = Parameters<ReturnType<typeof useTranslations<'calculations.reason'>>>[0];

/** What is wrong with a calculation or its parameters, in words. */
export function useCalculationText(): (item: ProblemItem) => string {
  const t = useTranslations('calculations');
  const usual = useCodeText();
  return useCallback(
    ({ code, params = {} }) => {
      const text = (key: string) => {
        const value = (params as Record<string, unknown>)[key];
        return value === null || value === undefined ? '' : String(value);
      };
      if (code === 'out_of_range') {
        const [min, max] = [text('min'), text('max')];
        if (min && max) return t('between', { min, max });
        if (min) return t('atLeast', { min });
        if (max) return t('atMost', { max });
        return t('wrong.too_large');
      }
      if (code === 'formula_syntax') {
        const reason = `reason.${text('reason')}` as `reason.${Reason}`;
        const why = t.has(reason) ? t(reason) : '';
        return t('wrong.formula_syntax', { at: text('at'), why });
      }
      const lacking = text('name');
      if (code === 'formula_unknown' && (lacking === 'price' || lacking === 'quantity')) {
        return t('wrong.lacking', { what: t(`given.${lacking}`) });
      }
      const own = `wrong.${code}` as `wrong.${Code}`;
      if (!t.has(own)) return usual(code, params);
      const values = {
        what: '',
        at: '',
        why: '',
        name: text('name'),
        expected: text('expected'),
        got: text('got'),
      };
      return t(own, values);
    },
    [t, usual],
  );
}
