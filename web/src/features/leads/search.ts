export type LeadsShown = 'work' | 'done';

export type LeadsSearch = {
  /** Those in work, or those that something has become of; without it the new ones. */
  show?: LeadsShown;
  source?: string;
  whose?: 'mine';
  open?: string;
};

export function leadsSearch(search: Record<string, unknown>): LeadsSearch {
  const { show } = search;
  return {
    show: show === 'work' || show === 'done' ? show : undefined,
    source: typeof search.source === 'string' ? search.source : undefined,
    whose: search.whose === 'mine' ? 'mine' : undefined,
    open: typeof search.open === 'string' ? search.open : undefined,
  };
}
