import { IconCheck } from '@tabler/icons-react';
import { cx } from '@/ui/cx';
import classes from './Tasks.module.css';

/** The circle before a task. */
export function Tick({
  done,
  label,
  onClick,
}: {
  done?: boolean;
  label: string;
  onClick: () => void;
}) {
  return (
    <button
      type="button"
      className={cx(classes.tick, done && classes.ticked)}
      aria-label={label}
      title={label}
      onClick={onClick}
    >
      <IconCheck size={12} stroke={2.6} aria-hidden />
    </button>
  );
}
