import { IconChevronDown } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { cx } from '@/ui/cx';
import { Drop } from '@/ui/Drop';
import classes from './shared.module.css';

type Props = {
  mode: 'form' | 'place';
  label: string;
  /** The value as it stands now. */
  shown: ReactNode;
  id?: string;
  invalid?: boolean;
  /** With `place`: the editor was closed. */
  onDone?: () => void;
  children: (close: () => void) => ReactNode;
};

/** A value chosen in something that opens: a button in a form, opened at once in place. */
export function Pop({ mode, label, shown, id, invalid, onDone, children }: Props) {
  const [opened, setOpened] = useState(mode === 'place');
  const close = () => {
    // In place it goes with the editing, which does not end over what is no value.
    if (mode === 'place') onDone?.();
    else setOpened(false);
  };
  const target =
    mode === 'place' ? (
      <span className={classes.anchor}>{shown}</span>
    ) : (
      <button
        type="button"
        id={id}
        className={cx(classes.line, classes.form, classes.choose, invalid && classes.wrong)}
        aria-haspopup="dialog"
        aria-expanded={opened}
        onClick={() => setOpened(!opened)}
      >
        {/* The floating layer gives the button an id of its own, so that no label can point to it. */}
        <span className={classes.unseen}>{label}</span>{' '}
        <span className={classes.chosen}>{shown}</span>
        <IconChevronDown size={15} className={classes.arrow} aria-hidden />
      </button>
    );
  return (
    <Drop opened={opened} onClose={close} target={target} offset={mode === 'place' ? 8 : 4}>
      {children(close)}
    </Drop>
  );
}
