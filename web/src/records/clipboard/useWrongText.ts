import { useCallback } from 'react';
import { useTranslations } from 'use-intl';
import type { CellPlan } from './plan';

/** Why a cell cannot take what was pasted, in words. */
export function useWrongText(): (cell: CellPlan) => string {
  const t = useTranslations('list');
  return useCallback(
    ({ wrong, text, field }) =>
      wrong ? t(`wrong.${wrong}`, { text: text ?? '', field: field.label }) : '',
    [t],
  );
}
