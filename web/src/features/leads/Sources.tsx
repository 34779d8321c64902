import { useTranslations } from 'use-intl';
import { cx } from '@/ui/cx';
import { useSources } from './data';
import classes from './Leads.module.css';
import type { LeadsSearch } from './search';

type Props = { search: LeadsSearch; onChange: (change: Partial<LeadsSearch>) => void };

const SHOWN = 8;

/** Where inquiries come from, each with how many lie there: a click leaves only those. */
export function Sources({ search, onChange }: Props) {
  const t = useTranslations('leads');
  const sources = useSources(search);
  const chip = (on: boolean, label: string, count: number | null, pick: () => void) => (
    <button
      key={label}
      type="button"
      className={cx(classes.chip, on && classes.chipOn)}
      aria-pressed={on}
      onClick={pick}
    >
      {label}
      {count !== null && <span className={classes.count}>{count}</span>}
    </button>
  );
  return (
    <div className={classes.sources} role="group" aria-label={t('sources')}>
      {chip(search.whose === 'mine', t('mine'), null, () =>
        onChange({ whose: search.whose === 'mine' ? undefined : 'mine', open: undefined }),
      )}
      {sources
        .slice(0, SHOWN)
        .map(({ name, count }) =>
          chip(search.source === name, name || t('noSource'), count, () =>
            onChange({ source: search.source === name ? undefined : name, open: undefined }),
          ),
        )}
    </div>
  );
}
