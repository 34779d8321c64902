import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { Day } from '@/fields/Day';
import { Button, IconButton } from '@/ui/Button';
import { Checkbox } from '@/ui/Checkbox';
import { Spans } from './HoursEditor';
import classes from './WorkingTime.module.css';
import { usual } from './week';
import type { SpecialDay } from './wire';

type Props = { days: SpecialDay[]; onChange: (days: SpecialDay[]) => void };

/** Holidays, and days on which people work although the week says otherwise. */
export function SpecialDays({ days, onChange }: Props) {
  const t = useTranslations('settings.hours');
  const put = (index: number, day: SpecialDay) =>
    onChange(days.map((old, at) => (at === index ? day : old)));
  return (
    <fieldset className={classes.special}>
      <legend className={classes.legend}>{t('specialDays')}</legend>
      {days.length > 0 && (
        <ul>
          {days.map((day, index) => (
            <li key={index} className={classes.specialDay}>
              <span className={classes.date}>
                <Day
                  label={t('day')}
                  value={day.day || null}
                  onChange={(picked) => put(index, { ...day, day: picked ?? '' })}
                />
              </span>
              <input
                className={classes.dayTitle}
                aria-label={t('dayName')}
                placeholder={t('dayName')}
                maxLength={200}
                value={day.name}
                onChange={(event) => put(index, { ...day, name: event.currentTarget.value })}
              />
              <span className={classes.works}>
                <Checkbox
                  label={t('worksOn', { day: day.name || day.day })}
                  checked={day.hours.length > 0}
                  onChange={(works) => put(index, { ...day, hours: works ? [usual] : [] })}
                />
                <Spans
                  label={day.name || day.day}
                  spans={day.hours}
                  onChange={(hours) => put(index, { ...day, hours })}
                />
              </span>
              <IconButton
                size="small"
                label={t('removeDay', { day: day.name || day.day })}
                onClick={() => onChange(days.filter((_, at) => at !== index))}
              >
                <IconX size={14} />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      <Button
        size="small"
        look="quiet"
        icon={<IconPlus size={14} aria-hidden />}
        onClick={() => onChange([...days, { day: '', name: '', hours: [] }])}
      >
        {t('addDay')}
      </Button>
    </fieldset>
  );
}
