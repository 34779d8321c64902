import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useFormat } from '@/i18n/format';
import { Calendar } from '@/ui/Calendar';
import classes from './Range.module.css';
import type { FunnelSearch } from './search';

type Props = {
  search: FunnelSearch;
  today: string;
  onChange: (patch: Partial<FunnelSearch>) => void;
};

/** The two ends of one's own period; the calendar below belongs to the one pressed, and goes on to the other. */
export function Range({ search, today, onChange }: Props) {
  const t = useTranslations('funnel');
  const format = useFormat();
  const [end, setEnd] = useState<'from' | 'to'>('from');
  return (
    <div className={classes.range}>
      <div className={classes.ends}>
        {(['from', 'to'] as const).map((key) => {
          const day = search[key];
          return (
            <button key={key} type="button" aria-pressed={key === end} onClick={() => setEnd(key)}>
              <small>{t(key)}</small>
              {day ? format.date(day) : '—'}
            </button>
          );
        })}
      </div>
      <Calendar
        key={end}
        value={search[end] ?? null}
        today={today}
        onPick={(day) => {
          onChange({ [end]: day });
          if (end === 'from') setEnd('to');
        }}
      />
    </div>
  );
}
