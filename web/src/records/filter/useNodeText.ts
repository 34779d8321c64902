import { useCallback } from 'react';
import { useTranslations } from 'use-intl';
import type { FilterNode } from '@/api/types';
import { objectOf } from '@/catalogue';
import type { Shown } from '@/fields';
import type { FilterField } from './fields';
import { type Beyond, countTerms, isBeyond, isTerm } from './terms';
import { useTermText } from './useTermText';

/** As many single conditions as a chip has room for. */
const ROOM = 3;

/** A part of a filter in words; one with many conditions by their number. */
export function useNodeText(cx: Shown, fields: FilterField[]): (node: FilterNode) => string {
  const t = useTranslations('filter');
  const words = useTermText(cx);
  return useCallback(
    (node) => {
      const beyond = (part: Beyond): string => {
        const link =
          'through' in part
            ? fields.find((field) => field.path === part.through.field && !field.through)
            : undefined;
        const key = 'linked' in part ? part.linked.object : link?.field.targets?.[0];
        const object = objectOf(cx.catalogue, key ?? '');
        const name = ('linked' in part ? object?.label_plural : link?.label) ?? '…';
        const inner = 'linked' in part ? part.linked.filter : part.through.filter;
        const filter = inner as FilterNode | null | undefined;
        if (!filter || Object.keys(filter).length === 0) return name;
        const there = object?.fields.map((field) => ({
          path: field.key,
          label: field.label,
          field,
        }));
        return t('chip', { field: name, value: text(filter, there ?? []) });
      };
      const text = (part: FilterNode, known: FilterField[] = fields): string => {
        if (isTerm(part))
          return words(
            part,
            known.find((field) => field.path === part.field),
          );
        if (isBeyond(part)) return beyond(part);
        if ('not' in part) return t('negated', { condition: text(part.not, known) });
        const [items, type] =
          'and' in part
            ? ([part.and, 'conjunction'] as const)
            : ([part.or, 'disjunction'] as const);
        return new Intl.ListFormat(cx.format.locale, { type }).format(
          items.map((item) => text(item, known)),
        );
      };
      const count = countTerms(node);
      return count > ROOM ? t('complex', { count }) : text(node);
    },
    [t, words, fields, cx],
  );
}
