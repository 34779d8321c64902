import { IconMessageExclamation, IconX } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import { asProblem } from '@/api/problem';
import type { Rec, TimelineEntry } from '@/api/types';
import { useProblemText } from '@/app/problem-text';
import { useObject } from '@/catalogue';
import { renewMarks } from '@/features/talk/marks';
import { type Shown, valueText } from '@/fields';
import { toasts } from '@/ui/toast';
import { useOfferUndo } from '../undo';
import classes from './Note.module.css';

export type NoteMark = {
  key: string;
  objection: string;
  answer: string | null;
  worked?: string | null;
  words?: string | null;
};

type Props = {
  marks: NoteMark[];
  cx: Shown;
  /** Takes a mark off; nothing where that is not for this person. */
  onRemove?: (mark: NoteMark) => void;
};

/** The objections that were met in a note: what, what was answered, whether it helped, in whose words. */
export function NoteMarks({ marks, cx, onRemove }: Props) {
  const t = useTranslations('timeline');
  const field = useObject('objection_met')?.fields.find((one) => one.key === 'worked');
  return (
    <ul className={classes.marks} aria-label={t('metHere')}>
      {marks.map((mark) => {
        const worked =
          field && mark.worked && mark.worked !== 'unknown'
            ? valueText(mark.worked, field, cx)
            : null;
        const more = [mark.answer, worked, mark.words && t('quoted', { words: mark.words })];
        return (
          <li key={mark.key} className={classes.mark}>
            <IconMessageExclamation size={14} stroke={1.7} aria-hidden />
            <span>
              <b>{mark.objection || cx.words.hidden}</b>
              {more.filter(Boolean).map((text) => ` · ${text}`)}
            </span>
            {onRemove && (
              <button
                type="button"
                className={classes.unmark}
                aria-label={t('unmark', { objection: mark.objection })}
                onClick={() => onRemove(mark)}
              >
                <IconX size={13} stroke={1.8} aria-hidden />
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** The marks of a note on the timeline. Whoever may delete them takes them off, with a way back. */
export function MarksOf({ entry, here, cx }: { entry: TimelineEntry; here: Rec; cx: Shown }) {
  const t = useTranslations('timeline');
  const client = useQueryClient();
  const offerUndo = useOfferUndo();
  const sentence = useProblemText();
  const met = useObject('objection_met');
  const may = met !== undefined && met.can.delete !== 'none';
  const marks = (entry.objections ?? []).map((met) => ({
    ...met,
    key: met.id,
    answer: met.answer ?? null,
  }));
  if (marks.length === 0) return null;
  const remove = async ({ key }: NoteMark) => {
    try {
      const done = await api.records.remove('objection_met', key);
      void client.invalidateQueries({ queryKey: keys.timeline(here.object, here.id) });
      renewMarks(client);
      offerUndo(t('unmarked'), done);
    } catch (error) {
      toasts.show({ tone: 'error', text: t('unmarkFailed'), detail: sentence(asProblem(error)) });
    }
  };
  return (
    <NoteMarks marks={marks} cx={cx} onRemove={may ? (mark) => void remove(mark) : undefined} />
  );
}
