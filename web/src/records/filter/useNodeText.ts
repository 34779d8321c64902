import { useCallback } from 'react';
import { useTranslations } from 'use-intl';
import type { FilterNode } from '@/api/types';
import type { Shown } from '@/fields';
import type { FilterField } from './fields';
import { countTerms, isTerm } from './terms';
import { useTermText } from './useTermText';

/** As many single conditions as a chip has room for. */
const ROOM = 3;

/** A part of a filter in words; one with many conditions by their number. */
export function useNodeText(cx: Shown, fields: FilterField[]): (node: FilterNode) => string {
  const t = useTranslations('filter');
  const words = useTermText(cx);
  return useCallback(
    (node) => {
      const text = (part: FilterNode): string => {
        if (isTerm(part))
          return words(
            part,
            fields.find((field) => field.path === part.field),
          );
        if ('not' in part) return t('negated', { condition: text(part.not) });
        const [items, type] =
          'and' in part
            ? ([part.and, 'conjunction'] as const)
            : ([part.or, 'disjunction'] as const);
        return new Intl.ListFormat(cx.format.locale, { type }).format(items.map(text));
      };
      const count = countTerms(node);
      return count > ROOM ? t('complex', { count }) : text(node);
    },
    [t, words, fields, cx],
  );
}
