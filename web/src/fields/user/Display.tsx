import { labelOf } from '@/api/labels';
import { Avatar } from '@/ui/Avatar';
import classes from '../shared/shared.module.css';
import type { DisplayProps } from '../types';

export function Display({ value, cx }: DisplayProps<string>) {
  const name = cx.user(value)?.name ?? labelOf(value)?.label;
  if (!name) return <span className={classes.off}>{cx.words.hidden}</span>;
  return (
    <span className={classes.person}>
      <Avatar name={name} seed={value} size={20} />
      <span className={classes.text}>{name}</span>
    </span>
  );
}
