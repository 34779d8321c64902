import classes from '../shared/shared.module.css';
import type { DisplayProps } from '../types';

/** In a table how long ago, for a glance; the exact moment on hover and wherever there is room. */
export function Display({ value, cx, field, inTable }: DisplayProps<string>) {
  const exact = cx.format.dateTime(value);
  if (inTable && field.read_only) {
    return (
      <span className={classes.quiet} title={exact}>
        {cx.format.ago(value)}
      </span>
    );
  }
  return <span className={classes.figure}>{exact}</span>;
}
