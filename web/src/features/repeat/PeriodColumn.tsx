import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ObjectType, Rec } from '@/api/types';
import board from '@/features/board/Column.module.css';
import { useAutoScroll, useDropTarget } from '@/features/board/useDrag';
import { useFormat } from '@/i18n/format';
import { cx } from '@/ui/cx';
import { Failed, Skeleton } from '@/ui/State';
import { ClientCard } from './ClientCard';
import type { Period } from './periods';
import { type ClientKind, useClients } from './useClients';

type Props = {
  object: ObjectType;
  period: Period;
  today: string;
  mayDeal: boolean;
  onMove: (client: Rec, period: Period) => void;
  onDeal: (client: Rec) => void;
};

/** Those who are expected to buy in a period. */
export function PeriodColumn({ object, period, today, mayDeal, onMove, onDeal }: Props) {
  const t = useTranslations('repeat');
  const format = useFormat();
  const [box, setBox] = useState<HTMLElement | null>(null);
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const { records, count, sum, error, retry } = useClients(object.key as ClientKind, period, today);
  const over = useDropTarget(box, period, period !== 'overdue');
  useAutoScroll(scroller);
  const name = t(`period.${period}`);
  return (
    <section ref={setBox} className={cx(board.column, over && board.over)} aria-label={name}>
      <header className={board.head}>
        <div className={board.names}>
          <h2 className={board.name}>{name}</h2>
          {count !== undefined && <span className={board.count}>{format.number(count)}</span>}
        </div>
        <div className={board.sums}>{sum && <b>{format.money(sum, true)}</b>}</div>
      </header>
      <div ref={setScroller} className={board.scroller}>
        {error && !records && <Failed error={error} onRetry={() => void retry()} />}
        {!records && !error && <Skeleton height={72} />}
        {records?.length === 0 && <p className={board.empty}>{t('nobody')}</p>}
        {records?.map((client) => (
          <ClientCard
            key={client.id}
            client={client}
            object={object}
            period={period}
            onMove={(to) => onMove(client, to)}
            onDeal={mayDeal ? () => onDeal(client) : undefined}
          />
        ))}
        {records && count !== undefined && count > records.length && (
          <p className={board.empty}>{t('more', { count: count - records.length })}</p>
        )}
      </div>
    </section>
  );
}
