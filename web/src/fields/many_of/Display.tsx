import { cx as join } from '@/ui/cx';
import { Pill } from '@/ui/Pill';
import classes from '../shared/shared.module.css';
import type { DisplayProps } from '../types';
import { toneOf } from './tone';

const IN_TABLE = 2;

export function Display({ value, field, inTable }: DisplayProps<string[]>) {
  const shown = inTable ? value.slice(0, IN_TABLE) : value;
  return (
    <span className={join(classes.many, !inTable && classes.wrap)}>
      {shown.map((key) => {
        const option = field.options?.find((candidate) => candidate.key === key);
        return (
          <Pill key={key} tone={toneOf(field, key)} muted={option?.retired}>
            {option?.label ?? key}
          </Pill>
        );
      })}
      {value.length > shown.length && (
        <span className={classes.more}>+{value.length - shown.length}</span>
      )}
    </span>
  );
}
