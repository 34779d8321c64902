import { useTranslations } from 'use-intl';
import { RecordPanel } from '@/records/panel/RecordPanel';
import { findCard } from './model';
import type { Board } from './types';

type Props = {
  object: string;
  board: Board;
  id: string;
  /** To another card, or to none. */
  onGo: (id: string | null) => void;
};

/** The deal beside the board; previous and next walk down its column. */
export function OpenCard({ object, board, id, onGo }: Props) {
  const t = useTranslations('list');
  const found = findCard(board, id);
  const at = (by: number) => found?.column.records[found.index + by]?.id;
  const step = (by: number) => {
    const next = at(by);
    return next ? () => onGo(next) : undefined;
  };
  return (
    <RecordPanel
      key={id}
      object={object}
      id={id}
      position={found && t('position', { place: found.index + 1, count: found.column.count })}
      onPrevious={step(-1)}
      onNext={step(1)}
      onClose={() => onGo(null)}
    />
  );
}
