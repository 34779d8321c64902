export type ImportSearch = {
  /** The import being prepared or watched. */
  id?: string;
};

export function importSearch(search: Record<string, unknown>): ImportSearch {
  return { id: typeof search.id === 'string' ? search.id : undefined };
}
