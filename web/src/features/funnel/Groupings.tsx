import { useTranslations } from 'use-intl';
import classes from './Groupings.module.css';
import { type Grouping, groupings } from './wire';

type Props = { grouping: Grouping; onChange: (grouping: Grouping) => void };

/** What the table is broken down by. */
export function Groupings({ grouping, onChange }: Props) {
  const t = useTranslations('funnel');
  return (
    <fieldset className={classes.segments} aria-label={t('byGroup')}>
      {groupings.map((name) => (
        <label key={name}>
          <input
            type="radio"
            name="grouping"
            checked={name === grouping}
            onChange={() => onChange(name)}
          />
          <span>{t(`group.${name}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}
