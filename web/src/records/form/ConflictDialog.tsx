import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { asProblem } from '@/api/problem';
import type { Field, FieldValue } from '@/api/types';
import { useProblemText } from '@/app/problem-text';
import { useSession } from '@/app/session';
import { useObject, useUsersById } from '@/catalogue';
import { FieldDisplay, isEmpty, type Shown, useShown } from '@/fields';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { toasts } from '@/ui/toast';
import { type Change, type Conflict, changesOf, setConflict, useConflict } from '../conflict';
import { same } from '../same';
import { accept } from '../save';
import { useOfferUndo } from '../undo';
import classes from './Form.module.css';

/** Two people changed the same field: both values, field by field, and the person decides. */
export default function ConflictDialog() {
  const conflict = useConflict();
  return conflict ? <Ask key={conflict.present.version} conflict={conflict} /> : null;
}

function Ask({ conflict }: { conflict: Conflict }) {
  const t = useTranslations();
  const cx = useShown();
  const client = useQueryClient();
  const offerUndo = useOfferUndo();
  const words = useProblemText();
  const { user } = useSession();
  const object = useObject(conflict.object);
  const [mine, setMine] = useState<ReadonlySet<string>>(new Set(Object.keys(conflict.mine)));
  const [busy, setBusy] = useState(false);
  const fields = (object?.fields ?? []).filter(
    (field) =>
      field.key in conflict.mine &&
      !same(conflict.mine[field.key], conflict.present.fields[field.key]),
  );
  const changes = useChanges(conflict);
  const who = useWho(conflict, changes, fields);
  const own = who?.id === user.id;
  const theirs = own
    ? t('record.theirsOwn')
    : who
      ? t('record.theirsBy', { name: who.name })
      : t('record.theirs');
  // The same words typed twice are no conflict at all.
  useEffect(() => {
    if (fields.length === 0) setConflict(null);
  }, [fields.length]);

  const choose = (key: string, own: boolean) => {
    const next = new Set(mine);
    if (own) next.add(key);
    else next.delete(key);
    setMine(next);
  };
  const finish = async () => {
    const values: Record<string, FieldValue> = {};
    for (const field of fields)
      if (mine.has(field.key)) values[field.key] = conflict.mine[field.key] ?? null;
    if (Object.keys(values).length === 0) {
      setConflict(null);
      return;
    }
    setBusy(true);
    try {
      const answer = await api.records.update(
        conflict.object,
        conflict.present.id,
        values,
        conflict.present.version,
      );
      accept(client, answer);
      setConflict(null);
      offerUndo(t('record.savedMine'), answer);
    } catch (error) {
      const problem = asProblem(error);
      if (problem.code === 'version_conflict' && problem.record)
        setConflict({ ...conflict, present: problem.record });
      else toasts.show({ tone: 'error', text: t('errors.title'), detail: words(problem) });
      setBusy(false);
    }
  };

  // Closed without a choice, one's own text is not lost: the question can be asked again.
  const later = () => {
    setConflict(null);
    toasts.show({
      text: t('record.conflictLater', { fields: cx.format.list(fields.map((one) => one.label)) }),
      seconds: 600,
      action: { label: t('record.conflictAgain'), run: () => setConflict(conflict) },
    });
  };

  return (
    <Dialog
      opened
      onClose={later}
      title={t('record.conflict')}
      size={560}
      footer={
        <>
          <Button onClick={() => setConflict(null)}>{t('record.takeTheirs')}</Button>
          <Button look="primary" busy={busy} onClick={() => void finish()}>
            {t('record.keepChosen')}
          </Button>
        </>
      }
    >
      <p className={classes.lead}>
        {own
          ? t('record.conflictOwn')
          : who
            ? t.rich('record.conflictBy', { name: who.name, b: (words) => <b>{words}</b> })
            : t('record.conflictLead')}
      </p>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('record.field')}</th>
            <th scope="col">{theirs}</th>
            <th scope="col">{t('record.mine')}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr key={field.key}>
              <th scope="row">{field.label}</th>
              <td data-whose={theirs}>
                <Choice
                  field={field}
                  value={conflict.present.fields[field.key]}
                  cx={cx}
                  checked={!mine.has(field.key)}
                  onChoose={() => choose(field.key, false)}
                />
                <By change={changes.get(field.key)} cx={cx} />
              </td>
              <td data-whose={t('record.mine')}>
                <Choice
                  field={field}
                  value={conflict.mine[field.key]}
                  cx={cx}
                  checked={mine.has(field.key)}
                  onChoose={() => choose(field.key, true)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}

type ChoiceProps = {
  field: Field;
  value: FieldValue;
  cx: Shown;
  checked: boolean;
  onChoose: () => void;
};

function Choice({ field, value, cx, checked, onChoose }: ChoiceProps) {
  const t = useTranslations('common');
  return (
    <label className={classes.choice}>
      <input type="radio" name={`conflict-${field.key}`} checked={checked} onChange={onChoose} />
      {isEmpty(value) ? t('empty') : <FieldDisplay field={field} value={value} cx={cx} inTable />}
    </label>
  );
}

/** Who has changed these fields last, and when, as the timeline tells it. */
function useChanges({ object, present }: Conflict): ReadonlyMap<string, Change> {
  const { data } = useQuery({
    queryKey: ['conflict', object, present.id, present.version],
    queryFn: () => api.records.timeline(object, present.id),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return changesOf(data?.entries ?? [], present.id);
}

/** Whom it is about, when that is one person; several are named beside their fields alone. */
function useWho(
  { present }: Conflict,
  changes: ReadonlyMap<string, Change>,
  fields: readonly Field[],
): { id: string; name: string } | undefined {
  const users = useUsersById();
  const people = fields.flatMap(({ key }) => changes.get(key) ?? []);
  if (people.some((one) => one.id !== people[0]?.id)) return undefined;
  return people[0] ?? users.get(String(present.fields.updated_by ?? ''));
}

function By({ change, cx }: { change: Change | undefined; cx: Shown }) {
  if (!change) return null;
  return (
    <small className={classes.by}>
      {change.name} · {cx.format.dateTime(change.at)}
    </small>
  );
}
