import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { DateUnit, Within } from '@/api/types';
import { Calendar } from '@/ui/Calendar';
import { Picker } from '@/ui/Picker';
import { TextInput } from '@/ui/TextInput';
import type { FilterProps } from '../types';
import { readDay } from './days';
import classes from './shared.module.css';
import { usePeriodText } from './usePeriodText';

const units: DateUnit[] = ['day', 'week', 'month', 'quarter', 'year'];

const periods: Within[] = [
  ...units.flatMap((unit): Within[] => [
    { this: unit },
    { this: unit, offset: -1 },
    { this: unit, offset: 1 },
  ]),
  { next: 7, unit: 'day' },
  { next: 30, unit: 'day' },
  { last: 7, unit: 'day' },
  { last: 30, unit: 'day' },
  { last: 90, unit: 'day' },
  { last: 12, unit: 'month' },
];

/** The same for a period however it is written. */
function idOf(period: Within): string {
  if ('this' in period) return `this ${period.this} ${period.offset ?? 0}`;
  return 'last' in period
    ? `last ${period.last} ${period.unit}`
    : `next ${period.next} ${period.unit}`;
}

/** A day, two days, or a stretch of time that moves with the calendar. */
export function DateFilter(props: FilterProps) {
  if (props.op === 'within') return <PeriodFilter {...props} />;
  if (props.op === 'between') return <BetweenFilter {...props} />;
  const { value, onChange, cx } = props;
  return (
    <Calendar
      autoFocus
      value={typeof value === 'string' && value[0] !== '@' ? value.slice(0, 10) : null}
      today={cx.today}
      onPick={onChange}
    />
  );
}

function PeriodFilter({ value, onChange, field }: FilterProps) {
  const t = useTranslations('filter');
  const words = usePeriodText();
  const own = value as Within | undefined;
  const counted = own && !('this' in own) ? own : null;
  const [count, setCount] = useState(
    String(counted ? ('last' in counted ? counted.last : counted.next) : 14),
  );
  const past = counted ? 'last' in counted : true;
  const unit = counted?.unit ?? 'day';
  const change = (nextCount: string, nextPast: boolean, nextUnit: DateUnit) => {
    setCount(nextCount);
    const size = Number(nextCount);
    if (!Number.isInteger(size) || size < 1 || size > 999) return;
    onChange(nextPast ? { last: size, unit: nextUnit } : { next: size, unit: nextUnit });
  };
  return (
    <div>
      <Picker
        label={field.label}
        searchable={false}
        selected={own ? [idOf(own)] : []}
        options={periods.map((period) => ({ id: idOf(period), label: words(period) }))}
        onPick={(id) => {
          const next = periods.find((period) => idOf(period) === id);
          if (!next) return;
          if (!('this' in next)) setCount(String('last' in next ? next.last : next.next));
          onChange(next);
        }}
      />
      <div className={classes.span}>
        <select
          className={classes.mini}
          aria-label={t('direction')}
          value={past ? 'last' : 'next'}
          onChange={(event) => change(count, event.currentTarget.value === 'last', unit)}
        >
          <option value="last">{t('last')}</option>
          <option value="next">{t('next')}</option>
        </select>
        <TextInput
          aria-label={t('count')}
          inputMode="numeric"
          value={count}
          style={{ width: 52 }}
          onChange={(event) => change(event.currentTarget.value, past, unit)}
        />
        <select
          className={classes.mini}
          aria-label={t('unit')}
          value={unit}
          onChange={(event) => change(count, past, event.currentTarget.value as DateUnit)}
        >
          {units.map((entry) => (
            <option key={entry} value={entry}>
              {t(`units.${entry}`, { count: Number(count) || 0 })}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}

function BetweenFilter({ value, onChange, cx }: FilterProps) {
  const t = useTranslations('filter');
  const pair = Array.isArray(value) ? (value as string[]) : [];
  const [from, setFrom] = useState(pair[0] ? cx.format.numericDate(pair[0]) : '');
  const [to, setTo] = useState(pair[1] ? cx.format.numericDate(pair[1]) : '');
  const change = (a: string, b: string) => {
    setFrom(a);
    setTo(b);
    const first = readDay(a, cx.format.locale, cx.today);
    const last = readDay(b, cx.format.locale, cx.today);
    onChange(first && last ? [first, last] : undefined);
  };
  const example = cx.format.numericDate(cx.today);
  return (
    <div className={classes.stack}>
      <TextInput
        autoFocus
        data-autofocus
        label={t('from')}
        placeholder={example}
        value={from}
        onChange={(event) => change(event.currentTarget.value, to)}
      />
      <TextInput
        label={t('to')}
        placeholder={example}
        value={to}
        onChange={(event) => change(from, event.currentTarget.value)}
      />
    </div>
  );
}
