import { useEffect, useState } from 'react';
import { cx } from '@/ui/cx';
import classes from './InlineText.module.css';

type Props = {
  label: string;
  value: string;
  onSave: (value: string) => void;
  type?: 'text' | 'number';
  max?: number;
  disabled?: boolean;
  className?: string;
  after?: string;
};

/** A name or a figure that is changed where it stands: saved on Enter or when one leaves it, put back by Escape. */
export function InlineText(props: Props) {
  const { label, value, onSave, type = 'text', max, disabled, className, after } = props;
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const save = () => {
    const next = text.trim();
    if (next === '' || next === value) setText(value);
    else onSave(next);
  };
  return (
    <span className={cx(classes.box, className)}>
      <input
        className={classes.input}
        type={type}
        min={type === 'number' ? 0 : undefined}
        max={max}
        aria-label={label}
        value={text}
        disabled={disabled}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
          if (event.key === 'Escape') {
            event.stopPropagation();
            setText(value);
          }
        }}
      />
      {after && <span className={classes.after}>{after}</span>}
    </span>
  );
}
