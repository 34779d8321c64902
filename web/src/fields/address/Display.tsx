import type { Address } from '@/api/types';
import classes from '../shared/shared.module.css';
import type { DisplayProps } from '../types';
import { lineOf } from './line';

export function Display({ value, cx, inTable }: DisplayProps<Address[]>) {
  const first = value.find((address) => address.primary) ?? value[0];
  if (!first) return null;
  if (inTable) {
    return (
      <span className={classes.many}>
        <span className={classes.text}>{lineOf(first, cx.format.locale)}</span>
        {value.length > 1 && <span className={classes.more}>+{value.length - 1}</span>}
      </span>
    );
  }
  return (
    <span className={classes.lines}>
      {value.map((address, index) => (
        <span key={index} className={classes.prose}>
          {lineOf(address, cx.format.locale)}
        </span>
      ))}
    </span>
  );
}
