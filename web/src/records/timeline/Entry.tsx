import { IconArrowBackUp, IconPencil, IconTrash } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { labelOf } from '@/api/labels';
import type { FieldValue, ObjectType, Rec, TimelineEntry } from '@/api/types';
import { useSession } from '@/app/session';
import { objectOf } from '@/catalogue';
import { MarkButton } from '@/features/talk/MarkButton';
import { TalkTold } from '@/features/talk/TalkTold';
import { type Shown, valueText } from '@/fields';
import { IconButton } from '@/ui/Button';
import { cx as join } from '@/ui/cx';
import { FileList } from '../files/FileList';
import { useUndo } from '../undo';
import { Changes } from './Changes';
import { filesOf, tellsOfFiles } from './files';
import { NoteEditor } from './NoteEditor';
import { MarksOf } from './NoteMarks';
import { NoteText } from './NoteText';
import { signOf } from './signs';
import classes from './Timeline.module.css';
import { useNotes } from './useNotes';
import { WhyGiven } from './Why';

type Props = { entry: TimelineEntry; here: Rec; cx: Shown };

/** One event: a sign, a sentence with who did it, the time, and what changed. */
export function Entry({ entry, here, cx }: Props) {
  const t = useTranslations('timeline');
  const undo = useUndo();
  const { user } = useSession();
  const [editing, setEditing] = useState(false);
  const { Icon, tone, verb } = signOf(entry);
  const object = objectOf(cx.catalogue, entry.record.object);
  const elsewhere = entry.record.id !== here.id;
  const stage = entry.changes.find((change) => change.field === 'stage')?.after;
  const actor = entry.by?.name ?? t(entry.origin === 'system' || !entry.by ? 'system' : 'somebody');
  const files = filesOf(entry);
  const mine = entry.kind === 'note' && entry.by?.id === user.id && Boolean(entry.text);
  const b = (chunks: ReactNode) => <b className={classes.actor}>{chunks}</b>;
  const words = t.rich(`said.${verb}`, {
    b,
    actor,
    object: object?.label ?? '',
    title: titleOf(entry),
    stage: typeof stage === 'string' ? (cx.stage(stage)?.name ?? '') : '',
    field: fieldLabel(entry, object?.fields),
    count: tellsOfFiles(entry) ? files.length : entry.changes.length,
  });
  return (
    <li className={classes.entry}>
      <span className={join(classes.sign, classes[tone])} aria-hidden>
        <Icon size={14} stroke={1.7} />
      </span>
      <div className={classes.what}>
        <div className={classes.line}>
          <span className={classes.sentence}>
            {words}
            {elsewhere && entry.kind !== 'task' && verb !== 'objectionMet' && (
              <>
                {' · '}
                <Link
                  to="/records/$object/$id"
                  params={{ object: entry.record.object, id: entry.record.id }}
                >
                  {entry.record.label || object?.label}
                </Link>
              </>
            )}
            {entry.origin !== 'ui' && originWords(t, entry.origin)}
          </span>
          <span className={classes.buttons}>
            {entry.kind === 'note' && entry.text && entry.note && !editing && (
              <MarkButton
                about={{ object: entry.record.object, id: entry.record.id, note: entry.note }}
              />
            )}
            {mine && !editing && (
              <NoteButtons entry={entry} here={here} onEdit={() => setEditing(true)} />
            )}
            {entry.can_undo && (
              <IconButton
                size="small"
                label={t('undo')}
                onClick={() => void undo({ event: entry.id, batch: null })}
              >
                <IconArrowBackUp size={15} stroke={1.7} />
              </IconButton>
            )}
          </span>
          <time className={classes.time} dateTime={entry.at} title={cx.format.dateTime(entry.at)}>
            {cx.format.time(entry.at)}
          </time>
        </div>
        {editing ? (
          <NoteEditor entry={entry} here={here} onEnd={() => setEditing(false)} />
        ) : entry.text ? (
          <div className={classes.box}>
            <NoteText text={entry.text} />
          </div>
        ) : null}
        {!editing && <MarksOf entry={entry} here={here} cx={cx} />}
        <WhyGiven entry={entry} cx={cx} />
        {entry.talk ? <TalkTold entry={entry} /> : null}
        {verb === 'objectionMet' && <MetTold entry={entry} object={object} cx={cx} />}
        {files.length > 0 && <FileList files={files} plain />}
        {entry.kind !== 'note' && !tellsOfFiles(entry) && !quiet.has(verb) && (
          <Changes entry={entry} object={object} cx={cx} verb={verb} />
        )}
      </div>
    </li>
  );
}

/** What tells by itself all there is to say. */
const quiet: ReadonlySet<string> = new Set(['created', 'objectionMet']);

/** What the sentence names: the script of a talk, the objection that was met, else the record. */
function titleOf(entry: TimelineEntry): string {
  const talk = entry.talk as { name?: string } | null | undefined;
  const met = entry.changes.find((change) => change.field === 'objection')?.after;
  const named = entry.record.object === 'objection_met' && typeof met === 'string';
  return talk?.name ?? (named ? (labelOf(met)?.label ?? '…') : entry.record.label);
}

/** The answer that was given to an objection, whether it helped, and the customer's words. */
function MetTold({ entry, object, cx }: { entry: TimelineEntry; object?: ObjectType; cx: Shown }) {
  const shown = ['answer', 'worked', 'words'].flatMap((key) => {
    const field = object?.fields.find((one) => one.key === key);
    const value = entry.changes.find((change) => change.field === key)?.after as FieldValue;
    const text = field && value !== 'unknown' ? valueText(value, field, cx) : '';
    return text ? [text] : [];
  });
  return shown.length > 0 ? <p className={classes.why}>{shown.join(' · ')}</p> : null;
}

function fieldLabel(
  entry: TimelineEntry,
  fields: { key: string; label: string }[] | undefined,
): string {
  const key = entry.changes[0]?.field;
  return fields?.find((field) => field.key === key)?.label ?? key ?? '';
}

const origins = ['api', 'import', 'rule', 'channel', 'migration', 'cli'] as const;

function originWords(t: ReturnType<typeof useTranslations<'timeline'>>, origin: string): ReactNode {
  const known = origins.find((candidate) => candidate === origin);
  return known ? <span className={classes.origin}> · {t(`origin.${known}`)}</span> : null;
}

function NoteButtons({
  entry,
  here,
  onEdit,
}: {
  entry: TimelineEntry;
  here: Rec;
  onEdit: () => void;
}) {
  const t = useTranslations('timeline');
  const notes = useNotes(here);
  return (
    <>
      <IconButton size="small" label={t('editNote')} onClick={onEdit}>
        <IconPencil size={14} stroke={1.7} />
      </IconButton>
      <IconButton
        size="small"
        label={t('deleteNote')}
        onClick={() => void notes.remove(entry.note ?? entry.id)}
      >
        <IconTrash size={14} stroke={1.7} />
      </IconButton>
    </>
  );
}
