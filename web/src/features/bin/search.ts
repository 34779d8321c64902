export type BinSearch = { object?: string; q?: string };

export function binSearch(search: Record<string, unknown>): BinSearch {
  const text = (value: unknown) => (typeof value === 'string' && value ? value : undefined);
  return { object: text(search.object), q: text(search.q) };
}
