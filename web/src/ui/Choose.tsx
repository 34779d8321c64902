import { Popover } from '@mantine/core';
import { IconCheck, IconChevronDown, IconSearch } from '@tabler/icons-react';
import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTranslations } from 'use-intl';
import classes from './Choose.module.css';
import { cx } from './cx';

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
  describedBy?: string;
  value: string | null;
  options: readonly Option[];
  onChange: (value: string) => void;
  placeholder?: string;
  /** Shows a field to type in; on by itself for long lists. */
  searchable?: boolean;
  disabled?: boolean;
  invalid?: boolean;
  size?: 'medium' | 'large';
  className?: string;
};

const LONG = 9;

/** Picks one of a list: a button that opens it, typing narrows it, arrows and Enter choose. */
export function Choose(props: Props) {
  const [opened, setOpened] = useState(false);
  const current = props.options.find((option) => option.value === props.value);
  const made = useId();
  const id = props.id ?? made;
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      width="target"
      position="bottom-start"
      returnFocus
      withRoles={false}
      withinPortal
      floatingStrategy="fixed"
    >
      <Popover.Target>
        <button
          type="button"
          id={id}
          role="combobox"
          aria-haspopup="listbox"
          aria-expanded={opened}
          aria-controls={`${id}-list`}
          aria-label={props.label}
          aria-describedby={props.describedBy}
          aria-invalid={props.invalid || undefined}
          disabled={props.disabled}
          className={cx(classes.trigger, props.size === 'large' && classes.large, props.className)}
          onClick={() => setOpened((before) => !before)}
          onKeyDown={(event) => {
            if (opened || !['ArrowDown', 'ArrowUp'].includes(event.key)) return;
            event.preventDefault();
            setOpened(true);
          }}
        >
          {current?.icon && <span className={classes.icon}>{current.icon}</span>}
          <span className={cx(classes.current, !current && classes.nothing)}>
            {current?.label ?? props.placeholder ?? ''}
          </span>
          {current?.hint && <span className={classes.hint}>{current.hint}</span>}
          <IconChevronDown size={14} className={classes.chevron} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown}>
        {opened && (
          <Options
            {...props}
            id={`${id}-list`}
            onDone={(value) => {
              setOpened(false);
              if (value !== null) props.onChange(value);
            }}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

type OptionsProps = Props & { id: string; onDone: (value: string | null) => void };

function Options({ options, value, searchable, label, id, onDone }: OptionsProps) {
  const t = useTranslations('common');
  const [words, setWords] = useState('');
  const box = useRef<HTMLDivElement>(null);
  const withSearch = searchable ?? options.length > LONG;
  const found = useMemo(() => narrow(options, words), [options, words]);
  const [cursor, setCursor] = useState(() =>
    Math.max(
      0,
      options.findIndex((option) => option.value === value),
    ),
  );
  useEffect(() => {
    box.current?.querySelector('[data-cursor]')?.scrollIntoView({ block: 'nearest' });
  });
  useEffect(() => {
    if (!withSearch) box.current?.focus();
  }, [withSearch]);
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    const by = moves[event.key];
    if (by !== undefined) {
      event.preventDefault();
      setCursor((at) => Math.max(0, Math.min(found.length - 1, at + by)));
    } else if (event.key === 'Enter' || (event.key === ' ' && !withSearch)) {
      event.preventDefault();
      onDone(found[cursor]?.value ?? null);
    } else if (event.key === 'Tab') {
      onDone(null);
    }
  };
  const active = found[cursor] ? `${id}-${cursor}` : undefined;
  return (
    <>
      {withSearch && (
        <div className={classes.search}>
          <IconSearch size={15} aria-hidden />
          <input
            autoFocus
            value={words}
            placeholder={t('search')}
            aria-label={label}
            role="combobox"
            aria-expanded
            aria-controls={id}
            aria-activedescendant={active}
            onChange={(event) => {
              setWords(event.target.value);
              setCursor(0);
            }}
            onKeyDown={onKeyDown}
          />
        </div>
      )}
      <div
        ref={box}
        id={id}
        role="listbox"
        aria-label={label}
        tabIndex={-1}
        aria-activedescendant={withSearch ? undefined : active}
        className={classes.list}
        onKeyDown={withSearch ? undefined : onKeyDown}
      >
        {found.length === 0 && <div className={classes.none}>{t('nothingFound')}</div>}
        {found.map((option, index) => (
          <Line
            key={option.value}
            id={`${id}-${index}`}
            option={option}
            heading={option.group !== found[index - 1]?.group ? option.group : undefined}
            chosen={option.value === value}
            cursor={index === cursor}
            onPick={() => onDone(option.value)}
            onPoint={() => setCursor(index)}
          />
        ))}
      </div>
    </>
  );
}

type LineProps = {
  id: string;
  option: Option;
  heading?: string;
  chosen: boolean;
  cursor: boolean;
  onPick: () => void;
  onPoint: () => void;
};

function Line({ id, option, heading, chosen, cursor, onPick, onPoint }: LineProps) {
  return (
    <>
      {heading && (
        <div className={classes.heading} role="presentation">
          {heading}
        </div>
      )}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled where the focus is */}
      <div
        id={id}
        role="option"
        tabIndex={-1}
        aria-selected={chosen}
        data-cursor={cursor || undefined}
        className={classes.option}
        onClick={onPick}
        onPointerMove={cursor ? undefined : onPoint}
      >
        {option.icon && <span className={classes.icon}>{option.icon}</span>}
        <span className={classes.name}>{option.label}</span>
        {option.hint && <span className={classes.hint}>{option.hint}</span>}
        {chosen && <IconCheck size={15} className={classes.check} aria-hidden />}
      </div>
    </>
  );
}

const plain = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}_]/gu, (mark) => (mark === '_' ? ' ' : ''))
    .toLowerCase();

function narrow(options: readonly Option[], words: string): readonly Option[] {
  const wanted = plain(words).split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return options;
  return options.filter((option) => {
    const text = plain(`${option.label} ${option.hint ?? ''} ${option.group ?? ''}`);
    return wanted.every((word) => text.includes(word));
  });
}
