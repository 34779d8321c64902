import { IconSearch, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { cx } from '@/ui/cx';
import classes from './List.module.css';

type Props = {
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  /** Change the number to move the focus here (the key `/`). */
  ask: number;
};

/** Words to look for in the names of this view. */
export function SearchInView({ value, onChange, ask }: Props) {
  const t = useTranslations('list');
  const [text, setText] = useState(value ?? '');
  const input = useRef<HTMLInputElement>(null);
  const sent = useRef(value);
  useEffect(() => {
    if (value !== sent.current) setText(value ?? '');
    sent.current = value;
  }, [value]);
  useEffect(() => {
    if (ask > 0) input.current?.focus();
  }, [ask]);
  useEffect(() => {
    const next = text.trim() || undefined;
    if (next === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = next;
      onChange(next);
    }, 180);
    return () => clearTimeout(timer);
  }, [text, onChange]);
  return (
    <span className={cx(classes.search, text !== '' && classes.searching)}>
      <IconSearch size={15} stroke={1.7} aria-hidden />
      <input
        ref={input}
        type="search"
        className={classes.searchInput}
        aria-label={t('searchInView')}
        placeholder={t('searchInView')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          setText('');
          input.current?.blur();
        }}
      />
      {text !== '' && (
        <button
          type="button"
          className={classes.searchClear}
          aria-label={t('clearSearch')}
          onClick={() => {
            setText('');
            input.current?.focus();
          }}
        >
          <IconX size={13} />
        </button>
      )}
    </span>
  );
}
