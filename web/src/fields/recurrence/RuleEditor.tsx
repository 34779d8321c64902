import { IconChevronLeft } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { Button, IconButton } from '@/ui/Button';
import { addMonths } from '@/ui/Calendar';
import { cx as join } from '@/ui/cx';
import { TextInput } from '@/ui/TextInput';
import { readDay } from '../shared/days';
import type { Shown } from '../types';
import classes from './RuleEditor.module.css';
import { useRuleWords } from './RuleWords';
import { type Freq, nthOf, plain, type Rule, ruleText, weekdayOf, weekdays } from './rule';
import { weekdayName } from './words';

type Props = {
  rule: Rule;
  /** The day it begins on. */
  day: string;
  cx: Shown;
  onChange: (rule: Rule) => void;
  onBack: () => void;
  onDone: () => void;
};

const freqs: readonly Freq[] = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'];

/** Puts a rule together; the sentence at the bottom says what it comes to. */
export function RuleEditor({ rule, day, cx, onChange, onBack, onDone }: Props) {
  const t = useTranslations('fields.repeat');
  const words = useRuleWords();
  const { locale } = cx.format;
  const setFreq = (freq: Freq) => {
    const next = { ...plain(freq), interval: rule.interval, until: rule.until, count: rule.count };
    if (freq === 'WEEKLY') next.days = [weekdayOf(day)];
    if (freq === 'MONTHLY') next.monthDay = Number(day.slice(8));
    onChange(next);
  };
  const end = rule.count !== null ? 'count' : rule.until !== null ? 'until' : 'never';
  const setEnd = (next: string) =>
    onChange({
      ...rule,
      count: next === 'count' ? 10 : null,
      until: next === 'until' ? addMonths(day, 6) : null,
    });
  return (
    <div className={classes.editor}>
      <div className={classes.row}>
        <IconButton size="small" label={t('back')} onClick={onBack}>
          <IconChevronLeft size={16} />
        </IconButton>
        <label htmlFor="repeat-interval">{t('every')}</label>
        <input
          id="repeat-interval"
          className={classes.number}
          type="number"
          min={1}
          max={99}
          value={rule.interval}
          onChange={(event) =>
            onChange({
              ...rule,
              interval: Math.max(1, Math.min(99, Number(event.currentTarget.value) || 1)),
            })
          }
        />
        <select
          className={classes.select}
          aria-label={t('unit')}
          value={rule.freq}
          onChange={(event) => setFreq(event.currentTarget.value as Freq)}
        >
          {freqs.map((freq) => (
            <option key={freq} value={freq}>
              {t(`units.${freq}`, { count: rule.interval })}
            </option>
          ))}
        </select>
      </div>
      {rule.freq === 'WEEKLY' && (
        <div className={classes.days} role="group" aria-label={t('days')}>
          {weekdays.map((one) => (
            <button
              key={one}
              type="button"
              className={classes.day}
              title={weekdayName(one, locale, 'long')}
              aria-pressed={rule.days.includes(one)}
              onClick={() =>
                onChange({
                  ...rule,
                  days: weekdays.filter((other) =>
                    other === one ? !rule.days.includes(one) : rule.days.includes(other),
                  ),
                })
              }
            >
              {weekdayName(one, locale, 'short')}
            </button>
          ))}
        </div>
      )}
      {rule.freq === 'MONTHLY' && (
        <select
          className={join(classes.select, classes.wide)}
          aria-label={t('monthDay')}
          value={rule.nth ? 'nth' : rule.monthDay === -1 ? 'last' : 'day'}
          onChange={(event) => {
            const how = event.currentTarget.value;
            onChange({
              ...rule,
              nth: how === 'nth' ? nthOf(day) : null,
              monthDay: how === 'nth' ? null : how === 'last' ? -1 : Number(day.slice(8)),
            });
          }}
        >
          <option value="day">
            {words(ruleText({ ...plain('MONTHLY'), monthDay: Number(day.slice(8)) }))}
          </option>
          <option value="last">{words(ruleText({ ...plain('MONTHLY'), monthDay: -1 }))}</option>
          <option value="nth">
            {words(ruleText({ ...plain('MONTHLY'), nth: rule.nth ?? nthOf(day) }))}
          </option>
        </select>
      )}
      <div className={classes.row}>
        <select
          className={classes.select}
          aria-label={t('end')}
          value={end}
          onChange={(event) => setEnd(event.currentTarget.value)}
        >
          <option value="never">{t('endNever')}</option>
          <option value="until">{t('endUntil')}</option>
          <option value="count">{t('endCount')}</option>
        </select>
        {end === 'count' && (
          <input
            className={classes.number}
            type="number"
            min={1}
            max={999}
            aria-label={t('endCount')}
            value={rule.count ?? 1}
            onChange={(event) =>
              onChange({ ...rule, count: Math.max(1, Number(event.currentTarget.value) || 1) })
            }
          />
        )}
        {end === 'until' && (
          <TextInput
            key={rule.until}
            aria-label={t('endUntil')}
            defaultValue={cx.format.numericDate(rule.until ?? day)}
            onBlur={(event) => {
              const until = readDay(event.currentTarget.value, locale, cx.today);
              if (until) onChange({ ...rule, until });
            }}
          />
        )}
      </div>
      <div className={classes.foot}>
        <span className={classes.said} role="status">
          {words(ruleText(rule))}
        </span>
        <Button size="small" look="primary" onClick={onDone}>
          {t('done')}
        </Button>
      </div>
    </div>
  );
}
