import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { asProblem } from '@/api/problem';
import type { ObjectType } from '@/api/types';
import { useProblemText } from '@/app/problem-text';
import type { Shown } from '@/fields';
import { toasts } from '@/ui/toast';
import type { Column } from '../columns';
import { type Block, cellsIn } from '../grid/block';
import type { Rows } from '../rows/types';
import type { Save } from '../save';
import { findNames } from './names';
import { type Plan, planEmpty, planFill, planPaste } from './plan';
import { readTsv, spread } from './tsv';
import { useWrongText } from './useWrongText';

export type Deed = 'paste' | 'fill' | 'empty';
export type Asking = { deed: Deed; plan: Plan; cut: number; onClose: () => void };

type Props = {
  object: ObjectType;
  rows: Rows;
  columns: Column[];
  cx: Shown;
  onSave: Save;
};

/** The most cells that are changed at once: what people can still look over. */
const MOST = 20_000;

/** Pastes, fills down and empties blocks of cells. One cell is changed at once; more are shown first. */
export function useBlockChange({ rows, columns, cx, onSave }: Props) {
  const t = useTranslations('list');
  const problems = useProblemText();
  const wrong = useWrongText();
  const [asking, setAsking] = useState<Asking | null>(null);

  const offer = (deed: Deed, plan: Plan, cut = 0) => {
    const cells = plan.changes.length + plan.bad.length + plan.unchanged;
    const [one] = plan.changes;
    const [bad] = plan.bad;
    if (cells > 1 && plan.changes.length + plan.bad.length > 0) {
      setAsking({ deed, plan, cut, onClose: () => setAsking(null) });
    } else if (one) void onSave(one.record, one.field, one.after);
    else if (bad) {
      toasts.show({
        tone: 'error',
        text: t('block.refused', { field: bad.field.label }),
        detail: wrong(bad),
      });
    } else toasts.show({ text: t('bulkNothing'), seconds: 3 });
  };
  const guarded = async (block: Block, work: () => Promise<void>) => {
    if (cellsIn(block) > MOST) {
      toasts.show({ tone: 'error', text: t('block.tooMany', { count: MOST }) });
      return;
    }
    try {
      await work();
    } catch (error) {
      toasts.show({ tone: 'error', text: t('bulkRefused'), detail: problems(asProblem(error)) });
    }
  };

  const paste = (block: Block, text: string) => {
    const cells = spread(readTsv(text), block.bottom - block.top + 1, block.right - block.left + 1);
    const chosen = columns.slice(block.left, block.left + (cells[0]?.length ?? 1));
    const bottom = Math.min(
      (rows.lines ?? 0) - 1,
      block.top + cells.length - 1 + headsBelow(rows, block.top, cells.length),
    );
    void guarded({ ...block, bottom, right: block.left + chosen.length - 1 }, async () => {
      const records = (await rows.read(block.top, bottom)).slice(0, cells.length);
      const names = await findNames(cx.catalogue, chosen, cells);
      offer('paste', planPaste(records, chosen, cells, cx, names), cells.length - records.length);
    });
  };
  const fill = (block: Block) =>
    void guarded(block, async () => {
      const chosen = columns.slice(block.left, block.right + 1);
      offer('fill', planFill(await rows.read(block.top, block.bottom), chosen, cx));
    });
  const empty = (block: Block) =>
    void guarded(block, async () => {
      const chosen = columns.slice(block.left, block.right + 1);
      offer('empty', planEmpty(await rows.read(block.top, block.bottom), chosen, cx));
    });

  return {
    asking,
    actions: {
      onPaste: paste,
      onFill: fill,
      onEmpty: empty,
      onCopied: (cells: number) =>
        toasts.show({ text: t('block.copied', { count: cells }), seconds: 2 }),
    },
  };
}

/** Heads of groups take lines but no values. */
function headsBelow(rows: Rows, top: number, records: number): number {
  let heads = 0;
  for (let line = top, seen = 0; seen < records && line < (rows.lines ?? 0); line += 1) {
    if (rows.groupAt(line)) heads += 1;
    else seen += 1;
  }
  return heads;
}
