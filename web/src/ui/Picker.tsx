import { IconCheck, IconPlus, IconSearch } from '@tabler/icons-react';
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
import { cx } from './cx';
import classes from './Picker.module.css';

export type PickOption = {
  id: string;
  /** What the search looks into. */
  label: string;
  shown?: ReactNode;
  icon?: ReactNode;
  hint?: ReactNode;
  group?: string;
};

type Props = {
  label: string;
  options: PickOption[];
  selected?: readonly string[];
  multiple?: boolean;
  onPick: (id: string) => void;
  /** The list is found elsewhere; without it the picker searches its own options. */
  onSearch?: (text: string) => void;
  loading?: boolean;
  onCreate?: (text: string) => void;
  createLabel?: (text: string) => string;
  searchable?: boolean;
  placeholder?: string;
  typed?: string;
};

const SHOWN = 120;

/** A list to choose from, with a search line when the list is long. All by keyboard. */
export function Picker(props: Props) {
  const { options, selected = [], multiple, onPick, onSearch, onCreate } = props;
  const t = useTranslations('common');
  const [text, setText] = useState(props.typed ?? '');
  const [at, setAt] = useState(-1);
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const searchable =
    props.searchable ??
    (options.length > 7 || Boolean(onSearch || onCreate) || props.typed !== undefined);

  const found = useMemo(() => {
    const wanted = text.trim().toLocaleLowerCase();
    if (!wanted || onSearch) return options.slice(0, SHOWN);
    return options
      .filter((option) => option.label.toLocaleLowerCase().includes(wanted))
      .slice(0, SHOWN);
  }, [options, text, onSearch]);

  const exact = found.some(
    (option) => option.label.toLocaleLowerCase() === text.trim().toLocaleLowerCase(),
  );
  const canCreate = Boolean(onCreate) && text.trim() !== '' && !exact;
  const count = found.length + (canCreate ? 1 : 0);
  const first = Math.max(
    0,
    found.findIndex((option) => selected.includes(option.id)),
  );
  const cursor = at >= 0 && at < count ? at : count > 0 ? (text ? 0 : first) : -1;

  useEffect(() => {
    list.current?.querySelector('[data-cursor="true"]')?.scrollIntoView({ block: 'nearest' });
  });

  const choose = (index: number) => {
    const option = found[index];
    if (option) onPick(option.id);
    else if (canCreate && index === found.length) onCreate?.(text.trim());
    if (multiple) {
      setText('');
      onSearch?.('');
    }
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const step: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    const move = step[event.key];
    if (move !== undefined && count > 0) {
      event.preventDefault();
      setAt(Math.min(count - 1, Math.max(0, cursor + move)));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      event.stopPropagation();
      if (cursor >= 0) choose(cursor);
    }
  };

  const control = {
    role: 'combobox',
    'aria-expanded': true,
    'aria-controls': listId,
    'aria-label': props.label,
    'aria-activedescendant': cursor >= 0 ? `${listId}-${cursor}` : undefined,
    onKeyDown,
  } as const;

  let group: string | undefined;
  return (
    <div className={classes.picker} data-picker>
      {searchable && (
        <div className={classes.search}>
          <IconSearch size={15} stroke={1.7} aria-hidden />
          <input
            {...control}
            autoFocus
            className={classes.input}
            placeholder={props.placeholder ?? t('search')}
            value={text}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => {
              setText(event.currentTarget.value);
              setAt(-1);
              onSearch?.(event.currentTarget.value);
            }}
          />
        </div>
      )}
      <div
        ref={list}
        id={listId}
        role="listbox"
        aria-label={props.label}
        aria-multiselectable={multiple}
        className={classes.list}
        {...(searchable
          ? {}
          : { tabIndex: 0, autoFocus: true, 'data-autofocus': true, ...control, role: 'listbox' })}
      >
        {found.map((option, index) => {
          const title = option.group !== group ? option.group : undefined;
          group = option.group;
          const on = selected.includes(option.id);
          return (
            <div key={option.id} role="presentation">
              {title && (
                <div className={classes.group} role="presentation">
                  {title}
                </div>
              )}
              <div
                id={`${listId}-${index}`}
                role="option"
                aria-selected={on}
                data-cursor={index === cursor}
                className={classes.option}
                onPointerMove={() => cursor !== index && setAt(index)}
                onClick={() => choose(index)}
              >
                {option.icon && <span className={classes.icon}>{option.icon}</span>}
                <span className={classes.label}>{option.shown ?? option.label}</span>
                {option.hint && <span className={classes.hint}>{option.hint}</span>}
                {on && <IconCheck size={15} aria-hidden className={classes.check} />}
              </div>
            </div>
          );
        })}
        {canCreate && (
          <div
            id={`${listId}-${found.length}`}
            role="option"
            aria-selected={false}
            data-cursor={cursor === found.length}
            className={classes.option}
            onPointerMove={() => setAt(found.length)}
            onClick={() => choose(found.length)}
          >
            <IconPlus size={15} aria-hidden className={classes.icon} />
            <span className={classes.label}>{props.createLabel?.(text.trim()) ?? text.trim()}</span>
          </div>
        )}
        {count === 0 && (
          <div className={cx(classes.nothing)}>
            {props.loading ? t('loading') : t('nothingFound')}
          </div>
        )}
      </div>
    </div>
  );
}
