import { IconAt, IconPaperclip, IconPencil } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Rec } from '@/api/types';
import { MarkButton } from '@/features/talk/MarkButton';
import type { Shown } from '@/fields';
import { Button, IconButton } from '@/ui/Button';
import { commandKey } from '@/ui/Kbd';
import { FileList } from '../files/FileList';
import { UploadList } from '../files/UploadList';
import { useUploads } from '../files/useUploads';
import { type Draft, draftOf, emptyDraft, keepDraft } from './drafts';
import { toNote } from './mentions';
import classes from './Note.module.css';
import { NoteInput } from './NoteInput';
import { NoteMarks } from './NoteMarks';
import { useNotes } from './useNotes';

type Props = {
  record: Rec;
  cx: Shown;
  /** Change the number to begin a note. */
  ask: number;
};

/** Writes a note, with colleagues named in it and files beside it. */
export function Composer({ record, cx, ask }: Props) {
  const t = useTranslations('timeline');
  const notes = useNotes(record);
  const [draft, setDraft] = useState(() => draftOf(record.id));
  const [opened, setOpened] = useState(
    draft.text !== '' || draft.files.length > 0 || draft.met.length > 0 || ask > 0,
  );
  const [busy, setBusy] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const change = (part: (before: Draft) => Partial<Draft>) =>
    setDraft((before) => {
      const next = { ...before, ...part(before) };
      keepDraft(record.id, next);
      return next;
    });
  const uploads = useUploads(record.object, record.id, (file) =>
    change(({ files }) => ({ files: [...files, file] })),
  );

  useEffect(() => {
    if (ask > 0) setOpened(true);
  }, [ask]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when it opens, not while one types
  useEffect(() => {
    if (opened && (ask > 0 || draft.text === '')) area.current?.focus();
  }, [opened, ask]);

  const waiting = uploads.uploads.some((upload) => !upload.problem);
  const ready = (draft.text.trim() !== '' || draft.met.length > 0) && !waiting && !busy;
  /** Without a word beside them, marks stand for themselves. */
  const markAll = async () => {
    for (const noted of draft.met) {
      if (!(await notes.mark(noted.mark))) return false;
      change(({ met }) => ({ met: met.filter((one) => one !== noted) }));
    }
    return true;
  };
  const save = async () => {
    if (!ready) return;
    setBusy(true);
    const text = toNote(draft.text.trim(), draft.named);
    const done = text
      ? await notes.create(
          text,
          draft.files.map((file) => file.id),
          draft.met.map(({ mark }) => mark),
        )
      : await markAll();
    setBusy(false);
    if (!done) return;
    change(emptyDraft);
    setOpened(false);
  };
  const begin = () => {
    const element = area.current;
    if (!element) return;
    const from = element.selectionStart;
    const spaced = from > 0 && !/\s/.test(draft.text[from - 1] ?? '') ? ' @' : '@';
    element.focus();
    // As typed by hand, so that the list opens and the browser's own undo knows of it.
    document.execCommand('insertText', false, spaced);
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
    <div
      className={classes.composer}
      onPaste={(event) => {
        if (event.clipboardData.files.length === 0) return;
        event.preventDefault();
        uploads.add([...event.clipboardData.files]);
      }}
    >
      <NoteInput
        ref={area}
        label={t('note')}
        value={draft.text}
        onChange={(text) => change(() => ({ text }))}
        onMention={(name, user) =>
          change(({ named }) => ({ named: new Map(named).set(name, user) }))
        }
        onSave={() => void save()}
        onEscape={() => setOpened(false)}
      />
      {(draft.files.length > 0 || uploads.uploads.length > 0) && (
        <div className={classes.attached}>
          <UploadList {...uploads} onDrop={uploads.drop} onAgain={uploads.again} />
          {draft.files.length > 0 && <FileList files={draft.files} plain />}
        </div>
      )}
      {draft.met.length > 0 && (
        <div className={classes.attached}>
          <NoteMarks
            cx={cx}
            marks={draft.met.map(({ mark, objection, answer }, at) => ({
              key: String(at),
              objection,
              answer,
              worked: mark.worked,
              words: mark.words.trim(),
            }))}
            onRemove={({ key }) =>
              change(({ met }) => ({ met: met.filter((_, at) => String(at) !== key) }))
            }
          />
        </div>
      )}
      <div className={classes.foot}>
        <IconButton size="small" label={t('mention')} onClick={begin}>
          <IconAt size={16} stroke={1.7} />
        </IconButton>
        <IconButton size="small" label={t('attach')} onClick={() => input.current?.click()}>
          <IconPaperclip size={16} stroke={1.7} />
        </IconButton>
        <MarkButton
          about={record}
          onNoted={(noted) => change(({ met }) => ({ met: [...met, noted] }))}
        />
        <input
          ref={input}
          type="file"
          multiple
          hidden
          onChange={(event) => {
            uploads.add([...(event.currentTarget.files ?? [])]);
            event.currentTarget.value = '';
          }}
        />
        <span className={classes.hint}>{t('saveKey', { key: `${commandKey}Enter` })}</span>
        <Button size="small" look="quiet" onClick={() => setOpened(false)}>
          {t('later')}
        </Button>
        <Button
          size="small"
          look="primary"
          disabled={!ready}
          busy={busy}
          onClick={() => void save()}
        >
          {t('save')}
        </Button>
      </div>
    </div>
  );
}
