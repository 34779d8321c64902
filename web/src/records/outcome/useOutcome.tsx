import { type ReactNode, useCallback, useState } from 'react';
import type { FieldValue, Rec } from '@/api/types';
import { OutcomeDialog } from './OutcomeDialog';

/** What a deal is closed with: the parameters of `win` or `lose`. */
export type Outcome = { reason?: string; amount?: FieldValue };

export type Closing = { kind: 'won' | 'lost'; deal: Pick<Rec, 'id' | 'fields'> };

/** Null when the person thought better of it. */
export type AskOutcome = (closing: Closing) => Promise<Outcome | null>;

type Open = Closing & { settle: (outcome: Outcome | null) => void };

/**
 * Asks how a deal ended before it is closed: for the reason when it is lost, for the amount when it is won without
 * one. `dialog` must be drawn by the page.
 */
export function useOutcome(): { ask: AskOutcome; dialog: ReactNode } {
  const [open, setOpen] = useState<Open | null>(null);
  const ask: AskOutcome = useCallback((closing) => {
    if (closing.kind === 'won' && closing.deal.fields.amount) return Promise.resolve({});
    return new Promise((settle) => {
      setOpen((before) => {
        before?.settle(null);
        return { ...closing, settle };
      });
    });
  }, []);
  const answer = (outcome: Outcome | null) => {
    open?.settle(outcome);
    setOpen(null);
  };
  const dialog = open && <OutcomeDialog key={open.deal.id} closing={open} onAnswer={answer} />;
  return { ask, dialog };
}
