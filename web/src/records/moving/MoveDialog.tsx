import { type FormEvent, type KeyboardEvent, lazy, Suspense, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { asProblem } from '@/api/problem';
import type { Rec } from '@/api/types';
import { useProblemText } from '@/app/problem-text';
import { useShown } from '@/fields';
import { withTexts } from '@/i18n';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { useRuleLabel } from '../rules/useRuleLabel';
import { useRecord } from '../useRecord';
import { MissingPart } from './MissingPart';
import classes from './Moving.module.css';
import { canFill } from './missing';
import { isSaid, OutcomePart, type Said, trimmed } from './OutcomePart';
import { leadEnd, type OpenMove, rulesOfEnd, useOpenMove } from './store';
import { useFilling } from './useFilling';

const LeadDialogs = lazy(withTexts(['leads'], () => import('@/features/leads/LeadDialogs')));

/** What a move lacks, asked where the move was made: filled in, the move is completed; cancelled, nothing has moved. */
export default function MoveDialog() {
  const move = useOpenMove();
  if (!move) return null;
  const key = `${move.record.id} ${move.to.id}`;
  const what = leadEnd(move);
  if (what) {
    // How an inquiry ends is said where inquiries are dealt with; the record has been read anew when that is done.
    const end = () => move.settle(null);
    return (
      <Suspense fallback={null}>
        <LeadDialogs key={key} doing={{ what, leads: [move.record as Rec] }} onClose={end} />
      </Suspense>
    );
  }
  return <Ask key={key} move={move} />;
}

function Ask({ move }: { move: OpenMove }) {
  const t = useTranslations();
  const cx = useShown();
  const words = useProblemText();
  const label = useRuleLabel();
  const form = useId();
  const { record: moved, to, settle } = move;
  const ends = to.kind !== 'open' && to.kind !== move.from.kind;
  const kind = ends ? (to.kind as 'won' | 'lost') : null;
  const rules = rulesOfEnd(move.pipeline, to.kind);
  const filling = useFilling(move.problem, move.record.object);
  const [said, setSaid] = useState<Said>({
    amount: kind === 'won' || rules?.amount_required ? moved.fields.amount : undefined,
  });
  const [busy, setBusy] = useState(false);
  const { data: full } = useRecord(moved.object, moved.id);
  const record = full ?? moved;
  const { outcome } = filling.missing;
  const asks = kind !== null || outcome.length > 0;
  const ready = !asks || isSaid(said, rules, outcome);
  const failed =
    filling.problem && !canFill(filling.problem) ? words(filling.problem, label) : null;

  const go = async (event?: FormEvent) => {
    event?.preventDefault();
    const set = filling.set(record);
    if (!ready || busy || set === null) return;
    setBusy(true);
    try {
      settle(await move.send({ ...trimmed(said), set }));
    } catch (error) {
      filling.refused(asProblem(error));
      setBusy(false);
    }
  };
  const title = {
    open: t('moving.title', { stage: to.name }),
    won: t('record.winTitle'),
    lost: t('record.loseTitle'),
  };
  const yes = { open: t('moving.go'), won: t('record.win'), lost: t('record.lose') };
  return (
    <Dialog
      opened
      size={460}
      onClose={() => settle(null)}
      title={title[kind ?? 'open']}
      footer={
        <>
          <Button onClick={() => settle(null)}>{t('common.cancel')}</Button>
          <Button look="primary" type="submit" form={form} busy={busy} disabled={!ready}>
            {yes[kind ?? 'open']}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className={classes.form}
        noValidate
        onSubmit={(event) => void go(event)}
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void go();
        }}
      >
        <p className={classes.deal}>{String(record.fields.name ?? '')}</p>
        {asks && (
          <OutcomePart
            kind={kind ?? (to.kind === 'won' ? 'won' : 'lost')}
            rules={rules}
            said={said}
            wanted={outcome}
            cx={cx}
            onSaid={(change) => setSaid((before) => ({ ...before, ...change }))}
          />
        )}
        {filling.missing.fields.length + filling.missing.items.length > 0 && (
          <p className={classes.lead}>{t('moving.lead', { stage: to.name })}</p>
        )}
        <MissingPart filling={filling} of={record} cx={cx} />
        {failed && (
          <p className={classes.failure} role="alert">
            {failed}
          </p>
        )}
      </form>
    </Dialog>
  );
}
