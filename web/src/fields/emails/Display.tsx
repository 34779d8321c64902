import type { Email } from '@/api/types';
import classes from '../shared/shared.module.css';
import type { DisplayProps } from '../types';

export function Display({ value, inTable }: DisplayProps<Email[]>) {
  const first = value.find((email) => email.primary) ?? value[0];
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
      {value.map((email) => (
        <a key={email.value} href={`mailto:${email.value}`} className={classes.text}>
          {email.value}
        </a>
      ))}
    </span>
  );
}
