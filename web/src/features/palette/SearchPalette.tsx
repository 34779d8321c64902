import { Modal } from '@mantine/core';
import { IconChevronLeft, IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Hit } from '@/api/types';
import { useCommands } from './commands';
import { Entries } from './Entries';
import { choicesOf, type Entry, sections } from './entries';
import { closePalette } from './open';
import classes from './Palette.module.css';
import { step } from './rank';
import { useHits, useRecents } from './useHits';
import { useMoveHint } from './useRecordCommands';

/** Finds records and does things, by words and keys alone. */
export function SearchPalette() {
  const t = useTranslations('search');
  const [text, setText] = useState('');
  const [cursor, setCursor] = useState(0);
  const [inside, setInside] = useState<string | null>(null);
  const commands = useCommands();
  const asked = commands.find((command) => command.id === inside && command.choices);
  const { hits, waiting, failed } = useHits(asked ? '' : text);
  const recent = useRecents(text.trim() === '');
  const groups = asked
    ? choicesOf(text, asked.choices ?? [])
    : sections({ text, commands, hits, recent });
  const entries = groups.flatMap((group) => group.entries);
  const hint = useMoveHint(asked ? '' : text, commands);
  const doIt = useRun();
  const go = (id: string | null) => {
    setInside(id);
    setText('');
    setCursor(0);
  };
  const run = (entry: Entry) => {
    if ('command' in entry && entry.command.choices) go(entry.command.id);
    else doIt(entry);
  };
  const at = Math.min(cursor, entries.length - 1);
  const current = entries[at];
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 6, PageUp: -6 }[event.key];
    if (by !== undefined) {
      event.preventDefault();
      const next = step(at, by, entries.length);
      const clamped = Math.max(0, Math.min(entries.length - 1, at + by));
      setCursor(Math.abs(by) === 1 ? next : clamped);
    } else if (event.key === 'Home' && event.ctrlKey) {
      setCursor(0);
    } else if (event.key === 'End' && event.ctrlKey) {
      setCursor(entries.length - 1);
    } else if (event.key === 'Backspace' && text === '' && asked) {
      event.preventDefault();
      go(null);
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      if (current) run(current);
    }
  };
  useEffect(() => {
    const option = current && document.getElementById(optionId(current));
    option?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  return (
    <Modal
      opened
      onClose={closePalette}
      withCloseButton={false}
      centered={false}
      yOffset="14vh"
      size={580}
      padding={0}
      classNames={{ content: classes.content, body: classes.body, inner: classes.inner }}
    >
      <div className={classes.line}>
        {asked ? (
          <button type="button" className={classes.back} onClick={() => go(null)}>
            <IconChevronLeft size={15} aria-hidden />
            {asked.label}
          </button>
        ) : (
          <IconSearch size={18} stroke={1.7} aria-hidden />
        )}
        <input
          data-autofocus
          value={text}
          placeholder={asked ? t('choose') : t('placeholder')}
          aria-label={asked ? asked.label : t('placeholder')}
          role="combobox"
          aria-expanded
          aria-controls="palette-list"
          aria-autocomplete="list"
          aria-activedescendant={current && optionId(current)}
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          onChange={(event) => {
            setText(event.target.value);
            setCursor(0);
          }}
          onKeyDown={onKeyDown}
        />
        {waiting && <span className={classes.waiting} aria-hidden />}
      </div>
      <Entries
        text={text}
        groups={groups}
        current={current}
        onPoint={(entry) => setCursor(entries.indexOf(entry))}
        onRun={run}
      />
      {hint && (
        <p className={classes.hint} role="status">
          {hint}
        </p>
      )}
      <Nothing shown={entries.length === 0 && !waiting && !hint} failed={failed} text={text} />
      <p className={classes.said} role="status">
        {waiting ? '' : t('found', { count: entries.length })}
      </p>
    </Modal>
  );
}

export function optionId(entry: Entry): string {
  return `palette-${entry.key}`;
}

function Nothing({ shown, failed, text }: { shown: boolean; failed: boolean; text: string }) {
  const t = useTranslations('search');
  if (failed) return <p className={classes.nothing}>{t('failed')}</p>;
  if (!shown) return null;
  return <p className={classes.nothing}>{t('nothing', { text: text.trim() })}</p>;
}

/** Does what an entry says: a command runs, a record opens. */
function useRun(): (entry: Entry) => void {
  const navigate = useNavigate();
  const open = (hit: Hit) =>
    void navigate({ to: '/records/$object/$id', params: { object: hit.object, id: hit.id } });
  return (entry) => {
    if (!('command' in entry) || !entry.command.stays) closePalette();
    if ('command' in entry) entry.command.run();
    else open(entry.hit);
  };
}
