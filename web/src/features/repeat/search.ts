/** What the address of the board of repeat sales holds. */
export type RepeatSearch = { of?: 'contact' };

export function repeatSearch(search: Record<string, unknown>): RepeatSearch {
  return search.of === 'contact' ? { of: 'contact' } : {};
}
