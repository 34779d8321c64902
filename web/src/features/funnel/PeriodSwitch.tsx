import { IconCalendar, IconCheck, IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { useFormat } from '@/i18n/format';
import { Button } from '@/ui/Button';
import { Drop } from '@/ui/Drop';
import { useCounted, useFunnelText } from './object';
import classes from './PeriodSwitch.module.css';
import { type PeriodName, periodNames, type Span, spanOf } from './period';
import { Range } from './Range';
import type { FunnelSearch } from './search';
import { type PeriodField, periodFields } from './wire';

type Props = {
  search: FunnelSearch;
  /** The day it is in the zone of the report. */
  today: string;
  onChange: (patch: Partial<FunnelSearch>) => void;
};

/** Which stretch of time counts, and by which date of a deal. */
export function PeriodSwitch({ search, today, onChange }: Props) {
  const t = useFunnelText();
  const ofLeads = useCounted() === 'lead';
  const [opened, setOpened] = useState(false);
  const period = search.period ?? 'all';
  const span = spanOf(period, today, search);
  const choose = (name: PeriodName) => {
    if (name === 'custom') {
      const wide = span ?? spanOf('this_year', today);
      return onChange({ period: name, ...wide });
    }
    onChange({ period: name === 'all' ? undefined : name, from: undefined, to: undefined });
    setOpened(false);
  };
  return (
    <Drop
      opened={opened}
      onClose={() => setOpened(false)}
      target={
        <Button
          icon={<IconCalendar size={15} aria-hidden />}
          after={<IconChevronDown size={14} aria-hidden />}
          aria-haspopup="dialog"
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          <Words period={period} span={span} />
        </Button>
      }
    >
      <div className={classes.periods}>
        {periodNames.map((name) => (
          <button
            key={name}
            type="button"
            className={classes.period}
            aria-pressed={name === period}
            onClick={() => choose(name)}
          >
            <span>{t(`period.${name}`)}</span>
            {name === period && <IconCheck size={15} aria-hidden />}
          </button>
        ))}
        {period === 'custom' && <Range search={search} today={today} onChange={onChange} />}
        {period !== 'all' && ofLeads && <p className={classes.note}>{t('lead.byArrival')}</p>}
        {period !== 'all' && !ofLeads && (
          <CountBy by={search.by ?? 'closed_at'} onChange={(by) => onChange({ by })} />
        )}
      </div>
    </Drop>
  );
}

function Words({ period, span }: { period: PeriodName; span: Span | null }) {
  const t = useFunnelText();
  const format = useFormat();
  if (period !== 'custom' || !span) return t(`period.${period}`);
  return t('range', { from: format.date(span.from), to: format.date(span.to) });
}

function CountBy({
  by,
  onChange,
}: {
  by: PeriodField;
  onChange: (by: PeriodField | undefined) => void;
}) {
  const t = useFunnelText();
  return (
    <fieldset className={classes.countBy}>
      <legend>{t('countBy')}</legend>
      {periodFields.map((field) => (
        <label key={field}>
          <input
            type="radio"
            name="count-by"
            checked={field === by}
            onChange={() => onChange(field === 'closed_at' ? undefined : field)}
          />
          {t(`by.${field}`)}
        </label>
      ))}
    </fieldset>
  );
}
