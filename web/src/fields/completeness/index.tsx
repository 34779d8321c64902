import { Ring } from '@/ui/Ring';
import { number } from '../number';
import type { DisplayProps, KindUi } from '../types';
import classes from './Completeness.module.css';

/** How complete a record is, as a ring and in percent. */
function Display({ value, cx }: DisplayProps<number>) {
  const percent = Number(value);
  return (
    <span className={classes.percent}>
      <Ring percent={percent} size={14} />
      {cx.format.percent(percent / 100, 0)}
    </span>
  );
}

export const completeness: KindUi<number> = { ...number, Display };
