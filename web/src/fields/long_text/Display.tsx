import classes from '../shared/shared.module.css';
import type { DisplayProps } from '../types';

export function Display({ value, inTable }: DisplayProps<string>) {
  return <span className={inTable ? classes.text : classes.prose}>{value}</span>;
}
