import type { Money } from '@/api/types';
import classes from '../shared/shared.module.css';
import type { DisplayProps } from '../types';

export function Display({ value, cx }: DisplayProps<Money>) {
  return <span className={classes.figure}>{cx.format.money(value)}</span>;
}
