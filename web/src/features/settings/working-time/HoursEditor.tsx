import { IconPlus, IconX } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useFormat } from '@/i18n/format';
import { Button, IconButton } from '@/ui/Button';
import { Checkbox } from '@/ui/Checkbox';
import { Choose } from '@/ui/Choose';
import { Labelled, TextInput } from '@/ui/TextInput';
import { Clock } from './Clock';
import { SpecialDays } from './SpecialDays';
import classes from './WorkingTime.module.css';
import { END_OF_DAY, holds, isSound, nameOfDay, usual, weekdays, withBreak } from './week';
import type { Hours, Span } from './wire';

type Props = {
  hours: Hours;
  busy: boolean;
  aside?: ReactNode;
  onSave: (body: Hours) => Promise<boolean>;
};

/** The hours of a week, days that differ, and in which time somebody is to react. */
export function HoursEditor({ hours, busy, aside, onSave }: Props) {
  const t = useTranslations('settings.hours');
  const common = useTranslations('common');
  const { locale } = useFormat();
  const zoneId = useId();
  const [week, setWeek] = useState(hours.week);
  const [days, setDays] = useState(hours.days);
  const [zone, setZone] = useState(hours.time_zone ?? '');
  const [react, setReact] = useState(hours.react_within?.toString() ?? '');
  const body: Hours = {
    ...hours,
    week,
    days,
    time_zone: zone || null,
    react_within: Number(react) || null,
  };
  const changed = JSON.stringify(body) !== JSON.stringify(hours);
  return (
    <form
      className={classes.editor}
      onSubmit={(event) => {
        event.preventDefault();
        const { time_zone, react_within, version } = body;
        void onSave({ week, days, time_zone, react_within, version });
      }}
    >
      <ul className={classes.week}>
        {weekdays.map((day) => {
          const name = nameOfDay(day, locale);
          const spans = week[day];
          return (
            <li key={day} className={classes.day}>
              <label className={classes.dayName}>
                <Checkbox
                  label={t('worksOn', { day: name })}
                  checked={spans.length > 0}
                  onChange={(works) => setWeek({ ...week, [day]: works ? [usual] : [] })}
                />
                <span>{name}</span>
              </label>
              <Spans
                label={name}
                spans={spans}
                onChange={(next) => setWeek({ ...week, [day]: next })}
              />
            </li>
          );
        })}
      </ul>
      <SpecialDays days={days} onChange={setDays} />
      <Labelled id={zoneId} label={t('zone')} className={classes.react}>
        <Choose
          id={zoneId}
          label={t('zone')}
          size="large"
          value={zone}
          options={[
            { value: '', label: t('usualZone') },
            ...zones(zone).map((id) => ({ value: id, label: id.replaceAll('_', ' ') })),
          ]}
          onChange={setZone}
        />
      </Labelled>
      <TextInput
        label={t('react')}
        hint={t('reactHint')}
        className={classes.react}
        type="number"
        min={1}
        max={43_200}
        inputMode="numeric"
        value={react}
        after={t('minutes')}
        onChange={(event) => setReact(event.currentTarget.value)}
      />
      <div className={classes.foot}>
        <Button
          look="primary"
          type="submit"
          busy={busy}
          disabled={!changed || !isSound(week, days)}
        >
          {common('save')}
        </Button>
        {aside}
      </div>
    </form>
  );
}

/** The zones that the browser knows, and the one in force. */
function zones(own: string): string[] {
  const known = Intl.supportedValuesOf?.('timeZone') ?? [];
  return !own || known.includes(own) ? known : [own, ...known];
}

type SpansProps = { label: string; spans: Span[]; onChange: (spans: Span[]) => void };

/** From when to when, once or with breaks. */
export function Spans({ label, spans, onChange }: SpansProps) {
  const t = useTranslations('settings.hours');
  const put = (index: number, span: Span) =>
    onChange(spans.map((old, at) => (at === index ? span : old)));
  if (spans.length === 0) return <span className={classes.off}>{t('off')}</span>;
  return (
    <span className={classes.spans} data-wrong={!holds(spans) || undefined}>
      {spans.map((span, index) => (
        <span key={index} className={classes.span}>
          <Clock
            label={t('from', { day: label })}
            value={span.from}
            onChange={(from) => put(index, { ...span, from })}
          />
          <span aria-hidden>–</span>
          <Clock
            ends
            label={t('to', { day: label })}
            value={span.to}
            onChange={(to) => put(index, { ...span, to })}
          />
          {spans.length > 1 && (
            <IconButton
              size="small"
              label={t('removeSpan', { day: label })}
              onClick={() => onChange(spans.filter((_, at) => at !== index))}
            >
              <IconX size={14} />
            </IconButton>
          )}
        </span>
      ))}
      {spans.length < 4 && spans.at(-1)?.to !== END_OF_DAY && (
        <IconButton
          size="small"
          label={t('addBreak', { day: label })}
          onClick={() => onChange(withBreak(spans))}
        >
          <IconPlus size={14} />
        </IconButton>
      )}
    </span>
  );
}
