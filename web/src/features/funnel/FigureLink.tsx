import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { FilterNode } from '@/api/types';
import { cx } from '@/ui/cx';
import classes from './FigureLink.module.css';
import { useCounted } from './object';

type Props = {
  filter: FilterNode | null | undefined;
  /** What opens, in words: "Won deals of Anna". */
  label: string;
  /** What the page counts, unless it was counted from others. */
  object?: string;
  children: ReactNode;
  className?: string;
};

/** A figure that opens the very records it was counted from. */
export function FigureLink({ filter, label, object, children, className }: Props) {
  const counted = useCounted();
  if (!filter) return <span className={className}>{children}</span>;
  return (
    <Link
      to="/records/$object"
      params={{ object: object ?? counted }}
      search={{ filter }}
      className={cx(classes.figure, className)}
      title={label}
    >
      {children}
    </Link>
  );
}
