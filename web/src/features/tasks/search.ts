export type TasksSearch = {
  /** Whose tasks; without it one's own. */
  whose?: 'all';
  show?: 'done';
  open?: string;
};

export function tasksSearch(search: Record<string, unknown>): TasksSearch {
  return {
    whose: search.whose === 'all' ? 'all' : undefined,
    show: search.show === 'done' ? 'done' : undefined,
    open: typeof search.open === 'string' ? search.open : undefined,
  };
}
