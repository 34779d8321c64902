import { type FormEvent, type KeyboardEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { asProblem } from '@/api/problem';
import { useProblemText } from '@/app/problem-text';
import { useShown } from '@/fields';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { useRuleLabel } from '../rules/useRuleLabel';
import { useRecord } from '../useRecord';
import { MissingPart } from './MissingPart';
import classes from './Moving.module.css';
import { canFill } from './missing';
import { isSaid, OutcomePart, type Said, trimmed } from './OutcomePart';
import { type OpenMove, rulesOfEnd, useOpenMove } from './store';
import { useFilling } from './useFilling';

/** What a move lacks, asked where the move was made: filled in, the move is completed; cancelled, nothing has moved. */
export default function MoveDialog() {
  const move = useOpenMove();
  return move && <Ask key={`${move.deal.id} ${move.to.id}`} move={move} />;
}

function Ask({ move }: { move: OpenMove }) {
  const t = useTranslations();
  const cx = useShown();
  const words = useProblemText();
  const label = useRuleLabel();
  const form = useId();
  const { deal, to, settle } = move;
  const ends = to.kind !== 'open' && to.kind !== move.from.kind;
  const kind = ends ? (to.kind as 'won' | 'lost') : null;
  const rules = rulesOfEnd(move.pipeline, to.kind);
  const filling = useFilling(move.problem);
  const [said, setSaid] = useState<Said>({
    amount: kind === 'won' || rules?.amount_required ? deal.fields.amount : undefined,
  });
  const [busy, setBusy] = useState(false);
  const { data: full } = useRecord('deal', deal.id);
  const record = full ?? deal;
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
        <MissingPart filling={filling} deal={record} cx={cx} />
        {failed && (
          <p className={classes.failure} role="alert">
            {failed}
          </p>
        )}
      </form>
    </Dialog>
  );
}
