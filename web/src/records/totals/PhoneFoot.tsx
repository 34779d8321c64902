import { useTranslations } from 'use-intl';
import type { FieldValue } from '@/api/types';
import type { Shown } from '@/fields';
import { PageFooter } from '@/ui/Page';
import type { Column } from '../columns';
import type { Total } from '../views/state';
import { useTotalText } from './useTotalText';

type Props = {
  columns: Column[];
  totals: Record<string, Total>;
  figures: Record<string, FieldValue>;
  count: string;
  cx: Shown;
};

/** The foot of a list on a phone: how many records, and the figures of its columns beside each other. */
export function PhoneFoot({ columns, totals, figures, count, cx }: Props) {
  const t = useTranslations('list');
  const words = useTotalText(cx);
  return (
    <PageFooter label={count}>
      <span>{count}</span>
      {columns.flatMap(({ field }) => {
        const total = totals[field.key];
        if (!total) return [];
        return (
          <span key={field.key}>
            {field.label}, {t(`total.${total}`)} <b>{words(total, field, figures[field.key])}</b>
          </span>
        );
      })}
    </PageFooter>
  );
}
