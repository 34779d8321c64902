import { Link } from '@tanstack/react-router';
import { labelOf } from '@/api/labels';
import { Avatar } from '@/ui/Avatar';
import classes from '../shared/shared.module.css';
import type { DisplayProps } from '../types';

/** In a table the name alone: a click there means the cell. Elsewhere it leads to the record. */
export function Display({ value, field, cx, inTable }: DisplayProps<string>) {
  const known = labelOf(value);
  const object = known?.object ?? field.targets?.[0] ?? '';
  const name = known?.label;
  if (!name) return <span className={classes.off}>{cx.words.hidden}</span>;
  const inside = (
    <>
      <Avatar
        name={name}
        seed={value}
        shape={object === 'contact' ? 'round' : 'square'}
        size={18}
      />
      <span className={classes.text}>{name}</span>
    </>
  );
  if (inTable) return <span className={classes.person}>{inside}</span>;
  return (
    <Link to="/records/$object/$id" params={{ object, id: value }} className={classes.person}>
      {inside}
    </Link>
  );
}
