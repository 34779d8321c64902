import {
  type InputHTMLAttributes,
  type ReactNode,
  type Ref,
  type TextareaHTMLAttributes,
  useId,
} from 'react';
import { cx } from './cx';
import classes from './TextInput.module.css';

type Frame = {
  label?: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  required?: boolean;
};

type Props = InputHTMLAttributes<HTMLInputElement> &
  Frame & {
    before?: ReactNode;
    after?: ReactNode;
    ref?: Ref<HTMLInputElement>;
  };

/** A line to write in, with its label above and its error below, both read out. */
export function TextInput({
  label,
  hint,
  error,
  required,
  before,
  after,
  className,
  ref,
  ...rest
}: Props) {
  const id = useId();
  const note = useId();
  return (
    <Labelled
      id={id}
      note={note}
      label={label}
      hint={hint}
      error={error}
      required={required}
      className={className}
    >
      <span className={cx(classes.box, Boolean(error) && classes.wrong)}>
        {before && <span className={classes.side}>{before}</span>}
        <input
          ref={ref}
          id={id}
          className={classes.input}
          aria-invalid={error ? true : undefined}
          aria-describedby={error || hint ? note : undefined}
          aria-required={required || undefined}
          {...rest}
        />
        {after && <span className={classes.side}>{after}</span>}
      </span>
    </Labelled>
  );
}

type AreaProps = TextareaHTMLAttributes<HTMLTextAreaElement> &
  Frame & { ref?: Ref<HTMLTextAreaElement> };

export function TextArea({ label, hint, error, required, className, ref, ...rest }: AreaProps) {
  const id = useId();
  const note = useId();
  return (
    <Labelled
      id={id}
      note={note}
      label={label}
      hint={hint}
      error={error}
      required={required}
      className={className}
    >
      <span className={cx(classes.box, classes.tall, Boolean(error) && classes.wrong)}>
        <textarea
          ref={ref}
          id={id}
          className={classes.input}
          rows={3}
          aria-invalid={error ? true : undefined}
          aria-describedby={error || hint ? note : undefined}
          aria-required={required || undefined}
          {...rest}
        />
      </span>
    </Labelled>
  );
}

type LabelledProps = Frame & {
  id?: string;
  note?: string;
  className?: string;
  children: ReactNode;
};

/** Label above, hint or error below: the frame of every control in a form. */
export function Labelled({
  id,
  note,
  label,
  hint,
  error,
  required,
  className,
  children,
}: LabelledProps) {
  return (
    <div className={cx(classes.field, className)}>
      {label && (
        <label className={classes.label} htmlFor={id}>
          {label}
          {required && (
            <span className={classes.required} aria-hidden>
              {' *'}
            </span>
          )}
        </label>
      )}
      {children}
      {(error || hint) && (
        <span id={note} className={error ? classes.error : classes.hint}>
          {error || hint}
        </span>
      )}
    </div>
  );
}
