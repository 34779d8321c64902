import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import classes from './Button.module.css';
import { cx } from './cx';

type Props = ButtonHTMLAttributes<HTMLButtonElement> & {
  /** `primary` is filled with the accent: at most one on a page. */
  look?: 'primary' | 'default' | 'quiet' | 'danger';
  size?: 'small' | 'medium' | 'large';
  icon?: ReactNode;
  after?: ReactNode;
  busy?: boolean;
  wide?: boolean;
  ref?: Ref<HTMLButtonElement>;
};

export function Button({
  look = 'default',
  size = 'medium',
  icon,
  after,
  busy,
  wide,
  className,
  children,
  disabled,
  type = 'button',
  ...rest
}: Props) {
  return (
    <button
      type={type}
      className={cx(classes.button, classes[look], classes[size], wide && classes.wide, className)}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      {...rest}
    >
      {icon}
      {children !== undefined && <span className={classes.text}>{children}</span>}
      {after}
    </button>
  );
}

/** A square button that shows only an icon; its name is read out and shown as a tooltip by `Tip`. */
export function IconButton({
  label,
  look = 'quiet',
  size = 'medium',
  className,
  children,
  type = 'button',
  ...rest
}: Omit<Props, 'icon' | 'after' | 'wide' | 'busy'> & { label: string }) {
  return (
    <button
      type={type}
      aria-label={label}
      title={label}
      className={cx(classes.button, classes.square, classes[look], classes[size], className)}
      {...rest}
    >
      {children}
    </button>
  );
}
