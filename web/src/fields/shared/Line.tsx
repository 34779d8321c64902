import { type HTMLAttributes, type ReactNode, useEffect, useRef } from 'react';
import { cx } from '@/ui/cx';
import classes from './shared.module.css';

type Props = {
  mode: 'form' | 'place';
  value: string;
  onChange: (text: string) => void;
  label: string;
  id?: string;
  invalid?: boolean;
  autoFocus?: boolean;
  align?: 'end';
  inputMode?: HTMLAttributes<HTMLInputElement>['inputMode'];
  type?: 'text' | 'email' | 'tel' | 'url';
  placeholder?: string;
  /** Began by typing: the cursor stands after it, nothing is selected. */
  typed?: boolean;
  before?: ReactNode;
  after?: ReactNode;
};

/** One line of text: framed in a form, bare in place. */
export function Line(props: Props) {
  const input = useRef<HTMLInputElement>(null);
  const { mode, typed } = props;
  useEffect(() => {
    if (mode !== 'place') return;
    input.current?.focus();
    if (!typed) input.current?.select();
  }, [mode, typed]);
  return (
    <span className={cx(classes.line, classes[mode], props.invalid && classes.wrong)}>
      {props.before}
      <input
        ref={input}
        id={props.id}
        className={cx(classes.input, props.align === 'end' && classes.end)}
        type={props.type ?? 'text'}
        inputMode={props.inputMode}
        value={props.value}
        placeholder={props.placeholder}
        aria-label={props.id ? undefined : props.label}
        aria-invalid={props.invalid || undefined}
        autoFocus={props.autoFocus}
        data-autofocus={props.autoFocus || undefined}
        autoComplete="off"
        onChange={(event) => props.onChange(event.currentTarget.value)}
      />
      {props.after}
    </span>
  );
}
