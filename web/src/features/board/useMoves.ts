import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { asProblem } from '@/api/problem';
import type { Board, Rec, Stage } from '@/api/types';
import { useProblemText } from '@/app/problem-text';
import { fieldOf, useObject } from '@/catalogue';
import type { AskOutcome } from '@/records/outcome/useOutcome';
import { accept } from '@/records/save';
import { toasts } from '@/ui/toast';
import { boardKey, type Place } from './data';
import { withFloats } from './floats';
import { findCard, type Move, moved, overlaid, verbFor } from './model';
import { useFloats } from './useFloats';

export type MoveCard = (card: string, to: Stage) => void;

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
    async (event: string, card: string, back: Stage) => {
      const move = lay(card, back.id);
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
    (card, to) => {
      const found = shown && findCard(shown, card);
      if (!found || found.column.stage.id === to.id) return;
      const from = found.column.stage;
      const name = String(found.card.fields.name ?? '');
      const { verb, params } = verbFor(
        from,
        to,
        shown.columns.map((column) => column.stage),
      );
      const laid = lay(card, to.id);
      const before = queues.current.get(card) ?? Promise.resolve();
      const job = before.then(async () => {
        try {
          const closing = verb === 'lose' ? 'lost' : verb === 'win' ? 'won' : null;
          const outcome = closing ? await ask({ kind: closing, deal: found.card }) : {};
          if (!outcome) return lift(laid);
          const answer = await api.records.verb('deal', card, verb, { ...params, ...outcome });
          await settle(laid, answer.data);
          float({ ...found.card, ...answer.data, days_in_stage: 0 }, to.id);
          accept(client, answer);
          const event = answer.event;
          toasts.show({
            text: t('moved', { deal: name, stage: to.name }),
            action: event
              ? { label: common('undo'), run: () => void undo(event, card, from) }
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
    [client, shown, ask, lay, lift, settle, refuse, undo, float, t, common],
  );

  return { shown, move };
}

/** The board with the server's own state of a card: where it lies now and what it holds. */
function settled(board: Board, record: Rec): Board {
  const after = moved(board, record.id, String(record.fields.stage ?? ''));
  return {
    ...after,
    columns: after.columns.map((column) => ({
      ...column,
      records: column.records.map((card) =>
        card.id === record.id
          ? { ...card, fields: { ...card.fields, ...record.fields }, version: record.version }
          : card,
      ),
    })),
  };
}
