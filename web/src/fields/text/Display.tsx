import classes from '../shared/shared.module.css';
import type { DisplayProps } from '../types';

const site = /^(https?:\/\/|www\.)[^\s]+$/i;

export function Display({ value, inTable }: DisplayProps<string>) {
  if (!inTable && site.test(value)) {
    const href = value.startsWith('http') ? value : `https://${value}`;
    return (
      <a className={classes.text} href={href} target="_blank" rel="noreferrer noopener">
        {value.replace(/^https?:\/\//i, '')}
      </a>
    );
  }
  return <span className={inTable ? classes.text : classes.prose}>{value}</span>;
}
