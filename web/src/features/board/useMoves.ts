import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import type { Answer } from '@/api/http';
import { asProblem } from '@/api/problem';
import type { BoardCard, Rec } from '@/api/types';
import { useProblemText } from '@/app/problem-text';
import { fieldOf, useObject, useUsersById } from '@/catalogue';
import type { AskOutcome, Outcome } from '@/records/outcome/useOutcome';
import { accept } from '@/records/save';
import { toasts } from '@/ui/toast';
import { boardKey, type Place } from './data';
import { withFloats } from './floats';
import { columnOf, findCard, landing, type Move, overlaid, settled, verbFor } from './model';
import type { Board, Column } from './types';
import { useFloats } from './useFloats';

/** Puts a card into a column, by their ids. */
export type MoveCard = (card: string, to: string) => void;

/**
 * Moves cards at once and tells the server after. A refused move is taken out of the overlay, which puts the card and the
 * figures back, and the reason is told; one that went through can be undone from its toast. A deal that ends is shown as
 * ended while its reason is asked for; who cancels sees it go back.
 */
export function useMoves(place: Place, board: Board | undefined, ask: AskOutcome) {
  const client = useQueryClient();
  const t = useTranslations('board');
  const common = useTranslations('common');
  const words = useProblemText();
  const deal = useObject('deal');
  const [moves, setMoves] = useState<readonly Move[]>([]);
  const { floats, float, sink } = useFloats(board);
  const shown = useMemo(
    () => board && overlaid(withFloats(board, floats), moves),
    [board, floats, moves],
  );
  const users = useUsersById();
  const last = useRef(0);
  // Moves of one card go one after the other.
  const queues = useRef(new Map<string, Promise<unknown>>());

  const lay = useCallback((card: string, to: string): Move => {
    last.current += 1;
    const move = { id: String(last.current), card, to };
    setMoves((before) => [...before, move]);
    return move;
  }, []);
  const lift = useCallback((move: Move) => {
    setMoves((before) => before.filter((other) => other.id !== move.id));
  }, []);

  const settle = useCallback(
    async (move: Move, record: Rec) => {
      const key = boardKey(place);
      await client.cancelQueries({ queryKey: key });
      const held = client.getQueryData<Board>(key);
      if (held && findCard(held, record.id)) {
        client.setQueryData<Board>(key, settled(held, record));
      } else {
        // Known only from an earlier move: the figures are right again when the board has been read.
        await client.invalidateQueries({ queryKey: key });
      }
      lift(move);
    },
    [client, place, lift],
  );

  const refuse = useCallback(
    (error: unknown, text: string) => {
      const problem = asProblem(error);
      toasts.show({
        tone: 'error',
        text,
        detail: words(problem, (key) => fieldOf(deal, key)?.label ?? key),
        seconds: 8,
      });
    },
    [words, deal],
  );

  const undo = useCallback(
    async (event: string, card: string, back: string) => {
      const move = lay(card, back);
      sink(card);
      try {
        await api.undo({ event });
        await client.invalidateQueries({ queryKey: boardKey(place) });
      } catch (error) {
        refuse(error, t('notUndone'));
      } finally {
        lift(move);
      }
    },
    [client, place, lay, lift, sink, refuse, t],
  );

  const move: MoveCard = useCallback(
    (card, id) => {
      const found = shown && findCard(shown, card);
      const to = shown && columnOf(shown, id);
      if (!found || !to || found.column.id === id) return;
      const from = found.column;
      const name = String(found.card.fields.name ?? '');
      const saidOf = () => {
        if (from.stage.id !== to.stage.id) return t('moved', { deal: name, stage: to.stage.name });
        return t('given', { deal: name, owner: users.get(to.owner ?? '')?.name ?? t('nobody') });
      };
      const laid = lay(card, id);
      const before = queues.current.get(card) ?? Promise.resolve();
      const job = before.then(async () => {
        try {
          const outcome = await outcomeOf(from, to, found.card, ask);
          if (!outcome) return lift(laid);
          const answer = await send(shown, found.card, from, to, outcome);
          await settle(laid, answer.data);
          float(
            { ...found.card, ...answer.data, days_in_stage: daysAfter(from, to, found.card) },
            id,
          );
          accept(client, answer);
          const event = answer.event;
          toasts.show({
            text: saidOf(),
            action: event
              ? { label: common('undo'), run: () => void undo(event, card, from.id) }
              : undefined,
          });
        } catch (error) {
          lift(laid);
          refuse(error, t('notMoved', { deal: name }));
        }
      });
      queues.current.set(card, job);
      void job.finally(() => {
        if (queues.current.get(card) === job) queues.current.delete(card);
      });
    },
    [client, shown, users, ask, lay, lift, settle, refuse, undo, float, t, common],
  );

  return { shown, move };
}

/** What is to be known before a deal ends; null when the person thought better of it. */
function outcomeOf(
  from: Column,
  to: Column,
  deal: BoardCard,
  ask: AskOutcome,
): Promise<Outcome | null> {
  const { kind } = to.stage;
  if (to.month || kind === 'open' || kind === from.stage.kind) return Promise.resolve({});
  return ask({ kind, deal });
}

/** Tells the server: a stage by the verb that means it, a month and a colleague as values, in one change. */
function send(
  board: Board,
  card: BoardCard,
  from: Column,
  to: Column,
  outcome: Outcome,
): Promise<Answer<Rec>> {
  const fields = landing(card, to);
  if (to.month || from.owner !== to.owner) {
    const { reason, amount } = outcome;
    if (reason) fields.outcome_reason = reason;
    if (amount) fields.amount = amount;
    return api.records.update('deal', card.id, fields);
  }
  const stages = board.heads.map((column) => column.stage);
  const { verb, params } = verbFor(from.stage, to.stage, stages);
  return api.records.verb('deal', card.id, verb, { ...params, ...outcome });
}

function daysAfter(from: Column, to: Column, card: BoardCard): number | null | undefined {
  return from.stage.id === to.stage.id || to.month ? card.days_in_stage : 0;
}
