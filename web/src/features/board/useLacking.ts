import { useCatalogue } from '@/catalogue';
import type { Board, TaskCounts } from './types';

/** How many open deals of the board lack a next step, where the pipeline wants one. */
export function useLacking(
  board: Board | undefined,
  tasks: Record<string, TaskCounts> | undefined,
): number {
  const { pipelines } = useCatalogue();
  const pipeline = pipelines.find(({ id }) => id === board?.pipeline.id);
  if (!board || !tasks || (pipeline?.rules?.next_step ?? 'off') === 'off') return 0;
  return board.heads
    .filter((column) => column.stage.kind === 'open')
    .reduce((sum, column) => sum + (tasks[column.id]?.none ?? 0), 0);
}
