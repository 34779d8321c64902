import { useCallback } from 'react';
import { useTranslations } from 'use-intl';
import type { Within } from '@/api/types';

/** "Last 30 days", "this month". */
export function usePeriodText(): (period: Within) => string {
  const t = useTranslations('filter');
  return useCallback(
    (period) => {
      if ('this' in period) return t(`this.${period.this}`);
      if ('last' in period) return t(`lastOf.${period.unit}`, { count: period.last });
      return t(`nextOf.${period.unit}`, { count: period.next });
    },
    [t],
  );
}
