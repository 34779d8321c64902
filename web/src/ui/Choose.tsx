import { Popover } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';
import classes from './Choose.module.css';
import { cx } from './cx';
import { Picker, type PickOption } from './Picker';

export type Option = {
  value: string;
  label: string;
  /** Quiet words at the right. */
  hint?: string;
  icon?: ReactNode;
  group?: string;
};

type Props = {
  /** Read out; with `id`, a visible label that points there names it as well. */
  label: string;
  id?: string;
  value: string | null;
  options: readonly Option[];
  onChange: (value: string) => void;
  placeholder?: string;
  disabled?: boolean;
  invalid?: boolean;
  size?: 'medium' | 'large';
  className?: string;
};

/** Picks one of a list: a button that shows the choice and opens the list below it. */
export function Choose({ label, value, options, onChange, size, ...rest }: Props) {
  const [opened, setOpened] = useState(false);
  const made = useId();
  const id = rest.id ?? made;
  const current = options.find((option) => option.value === value);
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      width="target"
      position="bottom-start"
      // The button has roles and an id of its own.
      withRoles={false}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <button
          type="button"
          id={id}
          role="combobox"
          aria-haspopup="listbox"
          aria-expanded={opened}
          aria-controls={`${id}-list`}
          aria-label={label}
          aria-invalid={rest.invalid || undefined}
          disabled={rest.disabled}
          className={cx(classes.trigger, size === 'large' && classes.large, rest.className)}
          onClick={() => setOpened((before) => !before)}
          onKeyDown={(event) => {
            if (opened || !['ArrowDown', 'ArrowUp'].includes(event.key)) return;
            event.preventDefault();
            setOpened(true);
          }}
        >
          {current?.icon && <span className={classes.icon}>{current.icon}</span>}
          <span className={cx(classes.current, !current && classes.nothing)}>
            {current?.label ?? rest.placeholder ?? ''}
          </span>
          {current?.hint && <span className={classes.hint}>{current.hint}</span>}
          <IconChevronDown size={14} className={classes.chevron} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown id={`${id}-list`} className={classes.dropdown} data-floating>
        <Picker
          label={label}
          options={pickable(options, current)}
          selected={value === null ? [] : [value]}
          onPick={(next) => {
            setOpened(false);
            onChange(next);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

/** A list that is long begins with the choice in force, which might lie beyond the part that is shown at once. */
const LONG = 100;

function pickable(options: readonly Option[], current: Option | undefined): PickOption[] {
  const list =
    current && options.length > LONG
      ? [current, ...options.filter((option) => option !== current)]
      : options;
  return list.map((option) => ({
    id: option.value,
    label: `${option.label} ${option.hint ?? ''}`,
    shown: option.label,
    icon: option.icon,
    hint: option.hint,
    group: option.group,
  }));
}
