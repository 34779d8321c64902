import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { type Answer, onItsWay } from '@/api/http';
import { learn } from '@/api/labels';
import { asProblem, type Problem } from '@/api/problem';
import type { Field, FieldValue, ObjectType, Rec } from '@/api/types';
import { invalidate, noteOwn } from '@/app/live';
import { useProblemText } from '@/app/problem-text';
import { catalogueQuery, stageOf } from '@/catalogue';
import { toasts } from '@/ui/toast';
import { heldRecord, patchRecord } from './cache';
import { setConflict } from './conflict';
import type { OnRefused } from './EditInPlace';
import { canFill } from './moving/missing';
import { askFor, leadEnd } from './moving/store';
import { type Given, sendMove } from './moving/wire';
import { same } from './same';
import { useOfferUndo } from './undo';

/** Writes to one record go one after the other, so that the second knows the version of the first. */
const queues = new Map<string, Promise<unknown>>();

function inTurn<T>(id: string, work: () => Promise<T>): Promise<T> {
  const turn = (queues.get(id) ?? Promise.resolve()).catch(() => undefined).then(work);
  queues.set(id, turn);
  void turn
    .catch(() => undefined)
    .finally(() => {
      if (queues.get(id) === turn) queues.delete(id);
    });
  return turn;
}

/** What is on its way, by record: an answer to an earlier write must not show it as it was before. */
const underway = new Map<string, Record<string, FieldValue>[]>();

function begin(id: string, fields: Record<string, FieldValue>): () => void {
  underway.set(id, [...(underway.get(id) ?? []), fields]);
  return () => {
    const rest = (underway.get(id) ?? []).filter((other) => other !== fields);
    if (rest.length > 0) underway.set(id, rest);
    else underway.delete(id);
  };
}

/** Puts what the server answered in the place of what was assumed. */
export function accept(client: QueryClient, answer: Answer<Rec>): void {
  const { data } = answer;
  learn((data as { refs?: Parameters<typeof learn>[0] }).refs);
  patchRecord(client, data.object, data.id, (held) => ({
    ...held,
    ...data,
    fields: Object.assign({}, held.fields, data.fields, ...(underway.get(data.id) ?? [])),
  }));
  noteOwn(data.id, data.version);
  invalidate(client, [data]);
}

type Write = { record: Rec; fields: Record<string, FieldValue> };

/**
 * Writes fields of a record: shown at once, put back with the reason when the server refuses. Somebody else's change
 * of another field is no conflict; of the same field it is, and the person decides.
 */
async function write(client: QueryClient, { record, fields }: Write): Promise<Answer<Rec> | null> {
  const { object, id } = record;
  const before = Object.fromEntries(Object.keys(fields).map((key) => [key, record.fields[key]]));
  const unchanged = (present: Rec) =>
    Object.keys(before).every((key) => same(present.fields[key], before[key]));
  const put = (values: Record<string, FieldValue>) =>
    patchRecord(client, object, id, (held) => ({ ...held, fields: { ...held.fields, ...values } }));
  const held = heldRecord(client, object, id);
  let version =
    held && held.version > record.version && unchanged(held) ? held.version : record.version;
  put(fields);
  const end = begin(id, fields);
  return inTurn(id, async () => {
    for (let attempt = 0; ; attempt += 1) {
      try {
        version = Math.max(version, versions.get(id) ?? 0);
        const answer = await api.records.update(object, id, fields, version);
        versions.set(id, answer.data.version);
        end();
        accept(client, answer);
        return answer;
      } catch (error) {
        const problem = asProblem(error);
        const present = problem.code === 'version_conflict' ? problem.record : null;
        if (present && unchanged(present) && attempt < 3) {
          version = present.version;
          versions.set(id, version);
          continue;
        }
        end();
        put(before);
        if (!present) throw problem;
        patchRecord(client, object, id, (old) => ({ ...old, ...present }));
        setConflict({ object, present, mine: fields });
        return null;
      }
    }
  });
}

/** Versions that our own writes have led to, ahead of what the lists hold. */
const versions = new Map<string, number>();

/** `onRefused` shows the reason where the value was typed; else a toast does. */
export type Save = (
  record: Rec,
  field: Field,
  value: FieldValue,
  onRefused?: OnRefused,
) => Promise<boolean>;

/** A stage that asks for more than the record has is entered once that is filled in. */
function askForMore(client: QueryClient, record: Rec, stage: FieldValue, problem: Problem) {
  const catalogue = client.getQueryData(catalogueQuery.queryKey);
  if (!catalogue) return undefined;
  const from = stageOf(catalogue, String(record.fields.stage ?? ''));
  const to = stageOf(catalogue, String(stage ?? ''));
  if (!from || !to) return undefined;
  const way = { from: from.stage, to: to.stage, stages: to.pipeline.stages };
  const send = (given: Given) => sendMove(record, way, given);
  const moving = { record, from: from.stage, to: to.stage, pipeline: to.pipeline, send };
  return canFill(problem) || leadEnd(moving) ? askFor(moving, problem) : undefined;
}

/** Saves one field in place: toast with undo when done, the reason when refused. */
export function useSave(object: ObjectType): Save {
  const client = useQueryClient();
  const offerUndo = useOfferUndo();
  const words = useProblemText();
  const t = useTranslations('record');
  const save = useCallback<Save>(
    async (record, field, value, onRefused) => {
      if (same(record.fields[field.key], value)) return true;
      try {
        const answer = await write(client, { record, fields: { [field.key]: value ?? null } });
        if (answer) offerUndo(t('saved', { field: field.label }), answer);
        return answer !== null;
      } catch (error) {
        const filled =
          field.kind === 'stage' && askForMore(client, record, value, asProblem(error));
        if (filled) {
          const answer = await filled;
          if (answer) accept(client, answer);
          if (answer) offerUndo(t('saved', { field: field.label }), answer);
          return answer !== null;
        }
        const label = (key: string) =>
          object.fields.find((other) => other.key === key.split('.')[0])?.label ?? key;
        const reason = words(asProblem(error), label);
        if (onRefused?.(reason)) return false;
        toasts.show({
          tone: 'error',
          text: t('notSaved', { field: field.label }),
          detail: reason,
          seconds: 8,
        });
        return false;
      }
    },
    [client, object, offerUndo, words, t],
  );
  return useCallback<Save>((...given) => onItsWay(save(...given)), [save]);
}
