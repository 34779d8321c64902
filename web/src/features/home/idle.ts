import type { Board, BoardCard } from '@/api/types';

/** Open deals of a board that nothing is planned for, those longest in their stage first. */
export function idleDeals(boards: readonly Board[]): BoardCard[] {
  return boards
    .flatMap((board) => board.columns)
    .filter((column) => column.stage.kind === 'open')
    .flatMap((column) => column.records.filter((card) => !card.next_task))
    .sort((a, b) => (b.days_in_stage ?? 0) - (a.days_in_stage ?? 0));
}

/** Whether a column holds more cards than were asked for, so that there may be more such deals. */
export function mayBeMore(boards: readonly Board[]): boolean {
  return boards.some((board) =>
    board.columns.some((column) => column.stage.kind === 'open' && Boolean(column.next)),
  );
}
