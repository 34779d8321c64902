import { useEffect, useRef } from 'react';
import classes from './Checkbox.module.css';
import { cx } from './cx';

type Props = {
  checked: boolean;
  /** Some of what it stands for is chosen. */
  partly?: boolean;
  label: string;
  onChange: (checked: boolean, event: React.ChangeEvent<HTMLInputElement>) => void;
  className?: string;
  tabIndex?: number;
  disabled?: boolean;
  id?: string;
};

export function Checkbox({ checked, partly, label, onChange, className, ...rest }: Props) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = Boolean(partly);
  }, [partly]);
  return (
    <input
      ref={box}
      type="checkbox"
      className={cx(classes.box, className)}
      checked={checked}
      aria-label={label}
      onChange={(event) => onChange(event.currentTarget.checked, event)}
      {...rest}
    />
  );
}
