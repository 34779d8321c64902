import classes from '../shared/shared.module.css';
import type { DisplayProps } from '../types';

export function Display({ value, field, cx }: DisplayProps<number>) {
  return <span className={classes.figure}>{show(value, field.key, cx.format.number)}</span>;
}

/** A year or a number of a document is not a quantity: 2017, never 2,017. */
export function show(value: number, key: string, format: (value: number) => string): string {
  return /(^|_)(year|number)$/.test(key) ? String(value) : format(value);
}
