import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Rec, TimelineEntry } from '@/api/types';
import { Button } from '@/ui/Button';
import { toDraft, toNote } from './mentions';
import classes from './Note.module.css';
import { NoteInput } from './NoteInput';
import { useNotes } from './useNotes';

type Props = { entry: TimelineEntry; here: Rec; onEnd: () => void };

/** Changes the words of a note where they stand. */
export function NoteEditor({ entry, here, onEnd }: Props) {
  const t = useTranslations('timeline');
  const notes = useNotes(here);
  const area = useRef<HTMLTextAreaElement>(null);
  const [{ draft, named }, setDraft] = useState(() => toDraft(entry.text ?? ''));
  useEffect(() => area.current?.focus(), []);
  const save = async () => {
    if (!draft.trim()) return;
    const text = toNote(draft.trim(), named);
    if (await notes.update(entry.note ?? entry.id, text, entry.text ?? '')) onEnd();
  };
  return (
    <div className={classes.composer}>
      <NoteInput
        ref={area}
        label={t('note')}
        value={draft}
        onChange={(text) => setDraft((before) => ({ ...before, draft: text }))}
        onMention={(name, user) =>
          setDraft((before) => ({ ...before, named: new Map(before.named).set(name, user) }))
        }
        onSave={() => void save()}
        onEscape={onEnd}
      />
      <div className={classes.foot}>
        <span className={classes.hint} />
        <Button size="small" look="quiet" onClick={onEnd}>
          {t('cancel')}
        </Button>
        <Button size="small" look="primary" disabled={!draft.trim()} onClick={() => void save()}>
          {t('save')}
        </Button>
      </div>
    </div>
  );
}
