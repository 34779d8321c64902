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
  const { locale } = cx.format;
  // The sum of what is itself called sum is said once.
  const name = (field: string, total: string) =>
    field === total ? field : t('figureOf', { field, total: total.toLocaleLowerCase(locale) });
  return (
    <PageFooter label={count}>
      <span>{count}</span>
      {columns.flatMap(({ field }) => {
        const total = totals[field.key];
        // A dash for every empty column would only crowd out what there is.
        if (!total || figures[field.key] == null) return [];
        return (
          <span key={field.key}>
            {name(field.label, t(`total.${total}`))}{' '}
            <b>{words(total, field, figures[field.key])}</b>
          </span>
        );
      })}
    </PageFooter>
  );
}
