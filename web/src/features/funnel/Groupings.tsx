import classes from './Groupings.module.css';
import { useCounted, useFunnelText } from './object';
import { type Grouping, groupingsOf } from './wire';

type Props = { grouping: Grouping; onChange: (grouping: Grouping) => void };

/** What the table is broken down by. */
export function Groupings({ grouping, onChange }: Props) {
  const t = useFunnelText();
  return (
    <fieldset className={classes.segments} aria-label={t('byGroup')}>
      {groupingsOf(useCounted()).map((name) => (
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
