import { IconAlertTriangle, IconArrowRight } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import { asProblem } from '@/api/problem';
import type { FieldValue, ObjectType } from '@/api/types';
import { refreshAll } from '@/app/live';
import { useProblemText } from '@/app/problem-text';
import { isEmpty, type Shown, showValue } from '@/fields';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Working } from '@/ui/State';
import { toasts } from '@/ui/toast';
import { useOfferUndo } from '../undo';
import classes from './Block.module.css';
import { type CellPlan, changesOf } from './plan';
import { keyOf, rehearse } from './rehearse';
import type { Asking } from './useBlockChange';
import { useWrongText } from './useWrongText';

const SHOWN = 50;

/** What a block of cells will become, before it does: tried out on the server, with the cells named that cannot. */
export function BlockDialog({
  object,
  cx,
  deed,
  plan,
  cut,
  onClose,
}: Asking & { object: ObjectType; cx: Shown }) {
  const t = useTranslations('list');
  const common = useTranslations('common');
  const words = useProblemText();
  const wrong = useWrongText();
  const client = useQueryClient();
  const offerUndo = useOfferUndo();
  const [busy, setBusy] = useState(false);
  const primary = useRef<HTMLButtonElement>(null);
  const changes = changesOf(plan.changes);
  const rehearsal = useQuery({
    queryKey: ['rehearsal', object.key, changes],
    queryFn: () =>
      rehearse(
        plan.changes,
        async (some) => (await api.records.bulk(object.key, { changes: some, dry_run: true })).data,
      ),
    enabled: changes.length > 0,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const isTried = rehearsal.isSuccess;
  // Once it is known what will happen, Enter does it.
  useEffect(() => {
    if (isTried) primary.current?.focus();
  }, [isTried]);
  const refusal = (cell: CellPlan) => rehearsal.data?.get(keyOf(cell));
  const isRefused = (cell: CellPlan) => refusal(cell) !== undefined;
  const good = plan.changes.filter((cell) => !isRefused(cell));
  const why = (cell: CellPlan): string => {
    if (cell.wrong) return wrong(cell);
    const result = refusal(cell);
    const problems = result?.problems ?? [];
    const mine = problems.filter((problem) => problem.field?.split(/[.[]/)[0] === cell.field.key);
    return words(
      Object.assign(asProblem(null), {
        code: result?.code ?? 'invalid',
        problems: mine.length > 0 ? mine : problems,
      }),
      (key) => object.fields.find((field) => field.key === key)?.label ?? key,
    );
  };
  const bad = [...plan.bad, ...plan.changes.filter(isRefused)];

  const run = async () => {
    setBusy(true);
    try {
      const answer = await api.records.bulk(object.key, { changes: changesOf(good) });
      const { counts, batch } = answer.data;
      refreshAll(client);
      offerUndo(t('bulkChanged', { count: counts.changed }), {
        event: null,
        batch: batch ?? answer.batch,
      });
      if (counts.failed > 0)
        toasts.show({ tone: 'error', text: t('bulkFailed', { count: counts.failed }) });
      onClose();
    } catch (error) {
      toasts.show({ tone: 'error', text: t('bulkRefused'), detail: words(asProblem(error)) });
      setBusy(false);
    }
  };

  return (
    <Dialog
      opened
      onClose={onClose}
      title={t(`block.title.${deed}`, { count: good.length })}
      size={640}
      footer={
        <>
          <Button data-autofocus onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button
            ref={primary}
            look="primary"
            busy={busy}
            disabled={good.length === 0 || rehearsal.isPending}
            onClick={() => void run()}
          >
            {t('block.do', { count: good.length })}
          </Button>
        </>
      }
    >
      <Working active={rehearsal.isFetching} />
      <p className={classes.counts}>
        <span>{t('block.will', { count: good.length })}</span>
        {plan.unchanged > 0 && <span>{t('block.same', { count: plan.unchanged })}</span>}
        {bad.length > 0 && (
          <span className={classes.bad}>{t('block.bad', { count: bad.length })}</span>
        )}
        {cut > 0 && <span className={classes.bad}>{t('block.cut', { count: cut })}</span>}
      </p>
      {rehearsal.error && (
        <p className={classes.bad} role="alert">
          {words(asProblem(rehearsal.error))}
        </p>
      )}
      <div className={classes.scroll}>
        {bad.length > 0 && (
          <ul className={classes.list} aria-label={t('block.bad', { count: bad.length })}>
            {bad.slice(0, SHOWN).map((cell) => (
              <li key={keyOf(cell)} className={classes.row}>
                <IconAlertTriangle size={15} className={classes.warn} aria-hidden />
                <Where cell={cell} object={object} />
                <span className={classes.why}>{why(cell)}</span>
              </li>
            ))}
          </ul>
        )}
        <ul className={classes.list}>
          {good.slice(0, SHOWN).map((cell) => (
            <li key={keyOf(cell)} className={classes.row}>
              <Where cell={cell} object={object} />
              <span className={classes.change}>
                <Value cell={cell} value={cell.before} cx={cx} old />
                <IconArrowRight size={13} className={classes.to} aria-hidden />
                <Value cell={cell} value={cell.after} cx={cx} />
              </span>
            </li>
          ))}
        </ul>
        {good.length > SHOWN && (
          <p className={classes.more}>{t('block.more', { count: good.length - SHOWN })}</p>
        )}
      </div>
    </Dialog>
  );
}

function Where({ cell, object }: { cell: CellPlan; object: ObjectType }) {
  return (
    <span className={classes.where}>
      <b>{String(cell.record.fields[object.title] ?? '')}</b>
      <span>{cell.field.label}</span>
    </span>
  );
}

function Value({
  cell,
  value,
  cx,
  old,
}: {
  cell: CellPlan;
  value: FieldValue;
  cx: Shown;
  old?: boolean;
}) {
  const t = useTranslations('common');
  return (
    <span className={old ? classes.before : classes.after}>
      {isEmpty(value) ? (
        <span className={classes.nothing}>{t('empty')}</span>
      ) : (
        showValue({ field: cell.field, value, cx, inTable: true })
      )}
    </span>
  );
}
