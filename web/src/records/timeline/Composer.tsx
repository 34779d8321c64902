import { IconPencil } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import { asProblem } from '@/api/problem';
import { useProblemText } from '@/app/problem-text';
import { Button } from '@/ui/Button';
import { commandKey } from '@/ui/Kbd';
import { toasts } from '@/ui/toast';
import classes from './Timeline.module.css';

/** Notes begun but not saved come back when the record is opened again. */
const drafts = new Map<string, string>();

export function Composer({ object, id, ask }: { object: string; id: string; ask: number }) {
  const t = useTranslations('timeline');
  const client = useQueryClient();
  const words = useProblemText();
  const [text, setText] = useState(drafts.get(id) ?? '');
  const [opened, setOpened] = useState(text !== '' || ask > 0);
  const [busy, setBusy] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);

  useEffect(() => {
    if (ask > 0) setOpened(true);
  }, [ask]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when it opens, not while one types
  useEffect(() => {
    if (opened && (ask > 0 || text === '')) area.current?.focus();
  }, [opened, ask]);

  const change = (next: string) => {
    setText(next);
    if (next) drafts.set(id, next);
    else drafts.delete(id);
  };
  const save = async () => {
    const note = text.trim();
    if (!note || busy) return;
    setBusy(true);
    try {
      await api.notes.create(object, id, note);
      change('');
      setOpened(false);
      await client.invalidateQueries({ queryKey: keys.timeline(object, id) });
    } catch (error) {
      toasts.show({ tone: 'error', text: t('noteFailed'), detail: words(asProblem(error)) });
    } finally {
      setBusy(false);
    }
  };

  if (!opened) {
    return (
      <button type="button" className={classes.prompt} onClick={() => setOpened(true)}>
        <IconPencil size={15} stroke={1.7} aria-hidden />
        {t('write')}
      </button>
    );
  }
  return (
    <div className={classes.composer}>
      <textarea
        ref={area}
        className={classes.noteInput}
        aria-label={t('note')}
        placeholder={t('write')}
        rows={3}
        value={text}
        onChange={(event) => change(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
          if (event.key === 'Escape') {
            event.stopPropagation();
            setOpened(false);
          }
        }}
      />
      <div className={classes.composerFoot}>
        <span className={classes.hint}>{t('saveKey', { key: `${commandKey}Enter` })}</span>
        <Button size="small" look="quiet" onClick={() => setOpened(false)}>
          {t('later')}
        </Button>
        <Button
          size="small"
          look="primary"
          disabled={!text.trim()}
          busy={busy}
          onClick={() => void save()}
        >
          {t('save')}
        </Button>
      </div>
    </div>
  );
}
