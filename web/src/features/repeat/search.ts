/** What the address of the board of repeat sales holds: companies without a word, people, or the deals that recur. */
export type RepeatSearch = { of?: 'contact' | 'deal' };

export function repeatSearch(search: Record<string, unknown>): RepeatSearch {
  return search.of === 'contact' || search.of === 'deal' ? { of: search.of } : {};
}
