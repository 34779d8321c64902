import type { ReactNode } from 'react';
import type { Tone } from '@/api/types';
import { cx } from './cx';
import classes from './Pill.module.css';

type Props = {
  tone?: Tone | null;
  /** Shows the dot before the words, as stages have it. */
  dot?: boolean;
  muted?: boolean;
  children: ReactNode;
  className?: string;
};

/** A word in a tone: a stage, an option, a tag. Never colour alone. */
export function Pill({ tone, dot, muted, children, className }: Props) {
  return (
    <span className={cx(classes.pill, classes[tone ?? 'gray'], muted && classes.muted, className)}>
      {dot && <i className={classes.dot} aria-hidden />}
      <span className={classes.text}>{children}</span>
    </span>
  );
}

export function ToneSquare({ tone }: { tone?: Tone | null }) {
  return <i className={cx(classes.square, classes[tone ?? 'gray'])} aria-hidden />;
}
