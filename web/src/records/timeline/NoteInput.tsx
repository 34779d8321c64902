import { type KeyboardEvent, type Ref, useId, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslations } from 'use-intl';
import type { User } from '@/api/types';
import { useUsers } from '@/catalogue';
import { Avatar } from '@/ui/Avatar';
import { askedAt, shownName } from './mentions';
import classes from './Note.module.css';

type Props = {
  value: string;
  onChange: (draft: string) => void;
  /** A colleague was picked: the name that now stands in the draft means this user. */
  onMention: (name: string, user: string) => void;
  onSave: () => void;
  onEscape: () => void;
  label: string;
  ref?: Ref<HTMLTextAreaElement>;
};

const SHOWN = 6;

/** The words of a note; `@` offers colleagues to name. Ctrl or Cmd with Enter saves, Escape leaves. */
export function NoteInput({ value, onChange, onMention, onSave, onEscape, label, ref }: Props) {
  const t = useTranslations('timeline');
  const list = useId();
  const area = useRef<HTMLTextAreaElement | null>(null);
  const [caret, setCaret] = useState<number | null>(null);
  const [at, setAt] = useState(0);
  const asked = caret === null ? null : askedAt(value, caret);
  const people = useFound(asked?.query);
  const open = asked !== null && people.length > 0;
  const cursor = Math.min(at, people.length - 1);

  const pick = (person: User) => {
    if (!asked || caret === null) return;
    const name = shownName(person.name);
    const rest = value.slice(caret);
    const before = `${value.slice(0, asked.from)}@${name}${rest.startsWith(' ') ? '' : ' '}`;
    onMention(name, person.id);
    // At once: whoever types on right away types behind the name.
    flushSync(() => {
      onChange(before + rest);
      setCaret(null);
    });
    area.current?.focus();
    area.current?.setSelectionRange(before.length, before.length);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const person = people[cursor];
    if (open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      const by = event.key === 'ArrowDown' ? 1 : -1;
      setAt((cursor + by + people.length) % people.length);
    } else if (open && person && (event.key === 'Enter' || event.key === 'Tab')) {
      event.preventDefault();
      event.stopPropagation();
      pick(person);
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      if (open) setCaret(null);
      else onEscape();
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      onSave();
    }
  };
  return (
    <>
      <textarea
        ref={(element) => {
          area.current = element;
          if (typeof ref === 'function') ref(element);
          else if (ref) ref.current = element;
        }}
        className={classes.input}
        aria-label={label}
        aria-autocomplete="list"
        aria-controls={open ? list : undefined}
        aria-activedescendant={open ? `${list}-${cursor}` : undefined}
        placeholder={t('write')}
        rows={3}
        maxLength={50_000}
        value={value}
        onChange={(event) => {
          onChange(event.currentTarget.value);
          setCaret(event.currentTarget.selectionStart);
          setAt(0);
        }}
        onClick={(event) => setCaret(event.currentTarget.selectionStart)}
        onBlur={() => setCaret(null)}
        onKeyDown={onKeyDown}
      />
      {open && (
        <ul id={list} role="listbox" aria-label={t('people')} className={classes.people}>
          {people.map((person, index) => (
            <li
              key={person.id}
              id={`${list}-${index}`}
              role="option"
              aria-selected={index === cursor}
              className={classes.person}
              onPointerMove={() => setAt(index)}
              // The text keeps the focus.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => pick(person)}
            >
              <Avatar name={person.name} seed={person.id} size={20} />
              {person.name}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Colleagues whose name has a word that begins so. */
function useFound(query: string | undefined): User[] {
  const users = useUsers();
  return useMemo(() => {
    if (query === undefined) return [];
    const wanted = folded(query);
    return users
      .filter((user) => user.active !== false)
      .filter(
        (user) => folded(user.name).startsWith(wanted) || folded(user.name).includes(` ${wanted}`),
      )
      .slice(0, SHOWN);
  }, [users, query]);
}

const folded = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();
