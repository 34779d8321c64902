import classes from '../shared/shared.module.css';
import type { DisplayProps } from '../types';

export function Display({ value, cx }: DisplayProps<string>) {
  return <span className={classes.text}>{cx.pipeline(value) ?? cx.words.hidden}</span>;
}
