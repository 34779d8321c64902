import { type KeyboardEvent, useRef } from 'react';
import { cx } from './cx';
import classes from './Segments.module.css';

type Props<K extends string> = {
  label: string;
  options: readonly { key: K; label: string }[];
  value: K;
  onPick: (key: K) => void;
  className?: string;
};

/** A few choices side by side of which one holds; arrows choose. */
export function Segments<K extends string>({ label, options, value, onPick, className }: Props<K>) {
  const row = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    event.stopPropagation();
    const at = options.findIndex((option) => option.key === value);
    const next = (at + by + options.length) % options.length;
    const option = options[next];
    if (!option) return;
    onPick(option.key);
    row.current?.querySelectorAll('button')[next]?.focus();
  };
  return (
    <div
      ref={row}
      role="radiogroup"
      aria-label={label}
      className={cx(classes.row, className)}
      onKeyDown={onKeyDown}
    >
      {options.map((option) => (
        <button
          key={option.key}
          type="button"
          role="radio"
          aria-checked={option.key === value}
          tabIndex={option.key === value ? 0 : -1}
          className={classes.one}
          onClick={() => onPick(option.key)}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}
