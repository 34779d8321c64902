import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import { asProblem, type Problem } from '@/api/problem';
import type { Rec, RecordQuery } from '@/api/types';
import { useProblemText } from '@/app/problem-text';
import { fieldOf, useCatalogue, useObject } from '@/catalogue';
import { setCompleting } from '@/features/tasks/completing';
import { accept } from '@/records/save';
import { useOfferUndo } from '@/records/undo';
import { Button } from '@/ui/Button';
import { Said } from './Said';
import classes from './Talk.module.css';
import { offeredKey, type Talk, talks } from './wire';

type Props = {
  talk: Talk;
  text: string;
  record: Rec;
  /** Keeps the last step. */
  ready: () => Promise<void>;
  onDone: () => void;
};

/** The end of a talk: its answers go into the record, and the task that it was is completed with what follows. */
export function Finish({ talk, text, record, ready, onDone }: Props) {
  const t = useTranslations('talk');
  const client = useQueryClient();
  const catalogue = useCatalogue();
  const object = useObject(record.object);
  const offerUndo = useOfferUndo();
  const words = useProblemText();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const label = (name: string) => {
    const [first = '', second] = name.split('.');
    if (!second) return fieldOf(object, first)?.label ?? name;
    const there = catalogue.objects.find((one) => one.key === first);
    return fieldOf(there, second)?.label ?? name;
  };
  const finish = async (leave: string[]) => {
    setBusy(true);
    try {
      await ready();
      const done = await talks.finish(talk.id, leave);
      accept(client, { ...done, data: done.data.record as unknown as Rec });
      void client.invalidateQueries({ queryKey: keys.timeline(record.object, record.id) });
      void client.invalidateQueries({ queryKey: offeredKey(record.object, record.id) });
      const { written, left } = done.data;
      const kept = left.length > 0 ? t('left', { fields: left.map(label).join(', ') }) : undefined;
      const said =
        written.length > 0 ? t('written', { fields: written.map(label).join(', ') }) : '';
      offerUndo(
        t('finished'),
        written.length > 0 ? done : { event: null, batch: null },
        [said, kept].filter(Boolean).join(' ') || undefined,
      );
      onDone();
      const task = await itsTask(talk, record);
      if (task) setCompleting(task);
    } catch (error) {
      setProblem(asProblem(error));
      setBusy(false);
    }
  };
  const culprits = problem ? culpritsOf(problem) : [];
  return (
    <div className={classes.step}>
      <Said text={text} className={classes.said} />
      {problem && (
        <p className={classes.failure} role="alert">
          {words(problem, label)}
        </p>
      )}
      <div className={classes.row}>
        <Button look="primary" size="large" busy={busy} onClick={() => void finish([])}>
          {t('finish')}
        </Button>
        {culprits.length > 0 && (
          <Button size="large" busy={busy} onClick={() => void finish(culprits)}>
            {t('finishWithout', { fields: culprits.map(label).join(', ') })}
          </Button>
        )}
      </div>
    </div>
  );
}

/** The answers that are in the way: the stage where its rules refuse, else the fields that are named. */
function culpritsOf(problem: Problem): string[] {
  if (problem.code === 'stage_rules') return ['stage'];
  const named = problem.problems.flatMap((one) => one.field ?? []);
  return [...new Set(named)];
}

/** The call or meeting that the talk was: the one named, or the next one planned about the record. */
async function itsTask(talk: Talk, record: Rec): Promise<Rec | null> {
  const query: RecordQuery = {
    filter: {
      and: [
        { field: 'about', op: 'eq', value: record.id },
        { field: 'done_at', op: 'empty' },
        { field: 'type', op: 'eq', value: talk.kind },
        { field: 'assignee', op: 'eq', value: '@me' },
      ],
    },
    sort: 'due_at',
    limit: 1,
  };
  try {
    if (talk.task) {
      const task = await api.records.get('task', talk.task);
      return task.fields.done_at ? null : task;
    }
    return (await api.records.query('task', query)).records[0] ?? null;
  } catch {
    return null;
  }
}
