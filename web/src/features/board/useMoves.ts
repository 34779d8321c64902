import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { type Answer, onItsWay } from '@/api/http';
import { asProblem } from '@/api/problem';
import type { BoardCard, Pipeline, Rec } from '@/api/types';
import { useProblemText } from '@/app/problem-text';
import { useCatalogue, useUsersById } from '@/catalogue';
import { moveRecord } from '@/records/moving/store';
import { type Given, sendMove } from '@/records/moving/wire';
import { useRuleLabel } from '@/records/rules/useRuleLabel';
import { accept } from '@/records/save';
import { useOfferUndo } from '@/records/undo';
import { toasts } from '@/ui/toast';
import { boardKey, type Place } from './data';
import { withFloats } from './floats';
import { columnOf, findCard, landing, type Move, overlaid, settled } from './model';
import type { Board, Column } from './types';
import { useFloats } from './useFloats';

/** Puts a card into a column, by their ids. */
export type MoveCard = (card: string, to: string) => void;

/**
 * Moves cards at once and tells the server after. A refused move is taken out of the overlay, which puts the card and the
 * figures back, and the reason is told; one that went through can be undone like any other change. A card whose stage asks for
 * more, or for how the deal ended, lies in its new column while that is filled in; who cancels sees it go back.
 */
export function useMoves(place: Place, board: Board | undefined) {
  const client = useQueryClient();
  const t = useTranslations('board');
  const offerUndo = useOfferUndo();
  const words = useProblemText();
  const label = useRuleLabel();
  const { pipelines } = useCatalogue();
  const pipeline = pipelines.find(({ id }) => id === board?.pipeline.id);
  const [moves, setMoves] = useState<readonly Move[]>([]);
  const { floats, float } = useFloats(board);
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
        detail: words(problem, label),
        seconds: 8,
      });
    },
    [words, label],
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
      const job = onItsWay(
        before.then(async () => {
          try {
            const answer = await carry(shown, found.card, from, to, pipeline);
            if (!answer) return lift(laid);
            await settle(laid, answer.data);
            float(
              { ...found.card, ...answer.data, days_in_stage: daysAfter(from, to, found.card) },
              id,
            );
            accept(client, answer);
            offerUndo(saidOf(), answer);
          } catch (error) {
            lift(laid);
            refuse(error, t('notMoved', { deal: name }));
          }
        }),
      );
      queues.current.set(card, job);
      void job.finally(() => {
        if (queues.current.get(card) === job) queues.current.delete(card);
      });
    },
    [client, shown, users, pipeline, lay, lift, settle, refuse, offerUndo, float, t],
  );

  /** Lays several into a column until the function that it gives is called: somebody else tells the server. */
  const layAll = useCallback(
    (cards: readonly string[], to: string) => {
      const laid = cards.map((card) => lay(card, to));
      return () => laid.forEach(lift);
    },
    [lay, lift],
  );

  return { shown, move, layAll };
}

/** Tells the server: a stage by the verb that means it, a month and a colleague as values, all in one change. */
function carry(
  board: Board,
  card: BoardCard,
  from: Column,
  to: Column,
  pipeline: Pipeline | undefined,
): Promise<Answer<Rec> | null> {
  const { stage, ...besides } = landing(card, to);
  if (stage === undefined) return api.records.update(card.object, card.id, besides);
  const stages = board.heads.map((column) => column.stage);
  const way = { from: from.stage, to: to.stage, stages };
  const send = (given: Given) => sendMove(card, way, given, besides);
  return moveRecord({ record: card, from: from.stage, to: to.stage, pipeline, send });
}

function daysAfter(from: Column, to: Column, card: BoardCard): number | null | undefined {
  return from.stage.id === to.stage.id || to.month ? card.days_in_stage : 0;
}
