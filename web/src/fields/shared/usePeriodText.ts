import { useCallback } from 'react';
import { useTranslations } from 'use-intl';
import type { DateUnit, Within } from '@/api/types';
import { useFormat } from '@/i18n/format';

/** "Last 30 days", "this month", "yesterday". */
export function usePeriodText(): (period: Within) => string {
  const t = useTranslations('filter');
  const { locale } = useFormat();
  return useCallback(
    (period) => {
      if ('last' in period) return t(`lastOf.${period.unit}`, { count: period.last });
      if ('next' in period) return t(`nextOf.${period.unit}`, { count: period.next });
      const { this: unit, offset = 0 } = period;
      if (offset === 0) return t(`this.${unit}`);
      if (offset === -1) return t(`before.${unit}`);
      if (offset === 1) return t(`after.${unit}`);
      return farText(unit, offset, locale);
    },
    [t, locale],
  );
}

/** "3 weeks ago": what the browser knows in every language. */
function farText(unit: DateUnit, offset: number, locale: string): string {
  const text = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(offset, unit);
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
}
