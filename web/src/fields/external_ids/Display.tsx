import { cx as join } from '@/ui/cx';
import { Pill } from '@/ui/Pill';
import classes from '../shared/shared.module.css';
import type { DisplayProps } from '../types';

export function Display({ value, inTable }: DisplayProps<Record<string, string>>) {
  return (
    <span className={join(classes.many, !inTable && classes.wrap)}>
      {Object.entries(value).map(([source, id]) => (
        <Pill key={source}>{source === 'default' ? id : `${source}: ${id}`}</Pill>
      ))}
    </span>
  );
}
