import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import type { BoardCard, ObjectType } from '@/api/types';
import { type Deed, type Each, useBulk, type Whom } from '@/records/bulk/deed';
import { toasts } from '@/ui/toast';
import type { Column } from './types';
import type { Choice } from './useChoice';

const LeadDialogs = lazy(() => import('@/features/leads/LeadDialogs'));
const MoveManyDialog = lazy(() => import('@/records/bulk/MoveManyDialog'));

type Props = {
  object: ObjectType;
  cards: readonly BoardCard[];
  to: Column;
  /** What changes about a card there. */
  landing: (card: BoardCard) => BoardCard['fields'];
  choice: Choice;
  /** They lie where they belong, or are to go back. */
  onEnd: () => void;
};

/**
 * Chosen cards that were dragged into a column together: one batch that one undo takes back. Where the stage asks for more than
 * some of them have, or ends them, the dialog of the bar above the board says so and asks.
 */
export default function MoveChosen({ object, cards, to, landing, choice, onEnd }: Props) {
  const t = useTranslations('board');
  const { run } = useBulk(object, () => {});
  const [asks, setAsks] = useState(false);
  const begun = useRef(false);
  const { stage, owner, month } = to;
  const ids = cards.map(({ id }) => id);
  const besides = owner === undefined ? undefined : { owner };
  const staged = !month && cards.some((card) => card.fields.stage !== stage.id);
  const ends = staged && stage.kind !== 'open';
  const isLead = object.key === 'lead';

  const deed = (): [Whom | Each, Deed] => {
    if (month) return [{ changes: cards.map((card) => ({ id: card.id, set: landing(card) })) }, {}];
    if (!staged) return [{ ids }, { set: { owner: owner ?? null } }];
    const params = besides ? { stage: stage.id, set: besides } : { stage: stage.id };
    return [{ ids }, { verb: 'move', params }];
  };
  const begin = async () => {
    if (ends && isLead && stage.kind === 'won') {
      toasts.show({ text: t('convertEach'), seconds: 8 });
      return onEnd();
    }
    const [whom, what] = deed();
    if (staged) {
      const tried = ends
        ? null
        : await api.records.bulk(object.key, { ...whom, ...what, dry_run: true }).catch(() => null);
      if (tried?.data.counts.failed !== 0) return setAsks(true);
    }
    const done = await run(whom, what);
    if (done) choice.choose(done.results.filter((one) => !one.ok).map((one) => one.id));
    onEnd();
  };
  const begins = useRef(begin);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    void begins.current();
  }, []);

  if (!asks) return null;
  if (ends && isLead) {
    return (
      <Suspense>
        <LeadDialogs
          doing={{ what: 'reject', leads: cards }}
          onClose={onEnd}
          onDone={choice.clear}
        />
      </Suspense>
    );
  }
  return (
    <Suspense>
      <MoveManyDialog
        object={object}
        whom={{ ids }}
        count={cards.length}
        first={stage.id}
        besides={besides}
        onClose={onEnd}
        onDone={choice.clear}
        onLeft={choice.choose}
      />
    </Suspense>
  );
}
