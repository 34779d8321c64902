import { useMemo } from 'react';
import type { BoardCard } from '@/api/types';
import { useCatalogue } from '@/catalogue';
import { isRotting } from '@/records/rules/stay';

/** Tells of a card whether its deal has been in its stage for too long. */
export function useRots(): (card: BoardCard) => boolean {
  const { pipelines } = useCatalogue();
  return useMemo(() => {
    const stages = new Map(
      pipelines.flatMap((pipeline) => pipeline.stages).map((stage) => [stage.id, stage]),
    );
    return (card) => isRotting(stages.get(String(card.fields.stage ?? '')), card.days_in_stage);
  }, [pipelines]);
}
