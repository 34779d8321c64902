import { IconCheck, IconMinus } from '@tabler/icons-react';
import classes from '../shared/shared.module.css';
import type { DisplayProps } from '../types';

export function Display({ value, cx }: DisplayProps<boolean>) {
  return (
    <span className={classes.person}>
      {value ? (
        <IconCheck size={16} className={classes.mark} aria-hidden />
      ) : (
        <IconMinus size={16} className={classes.off} aria-hidden />
      )}
      <span className={classes.quiet}>{value ? cx.words.yes : cx.words.no}</span>
    </span>
  );
}
