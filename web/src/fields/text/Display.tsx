import classes from '../shared/shared.module.css';
import type { DisplayProps } from '../types';
import { siteOf } from './site';

export function Display({ field, value, inTable }: DisplayProps<string>) {
  const href = inTable ? null : siteOf(value, field.key === 'website');
  if (href) {
    return (
      <a className={classes.text} href={href} target="_blank" rel="noreferrer noopener">
        {value.replace(/^https?:\/\//i, '')}
      </a>
    );
  }
  return <span className={inTable ? classes.text : classes.prose}>{value}</span>;
}
