import type { Phone } from '@/api/types';
import classes from '../shared/shared.module.css';
import type { DisplayProps } from '../types';

const main = (value: Phone[]) => value.find((phone) => phone.primary) ?? value[0];

export function Display({ value, inTable }: DisplayProps<Phone[]>) {
  const first = main(value);
  if (!first) return null;
  if (inTable) {
    return (
      <span className={classes.many}>
        <span className={classes.text}>{first.value}</span>
        {value.length > 1 && <span className={classes.more}>+{value.length - 1}</span>}
      </span>
    );
  }
  return (
    <span className={classes.lines}>
      {value.map((phone) => (
        <a
          key={phone.value}
          href={`tel:${phone.e164 ?? phone.value.replace(/[^\d+]/g, '')}`}
          className={classes.text}
        >
          {phone.value}
        </a>
      ))}
    </span>
  );
}
