export type Sort = { field: string; down: boolean };

/** `-amount,name` ↔ a list. */
export function readSort(text: string | undefined): Sort[] {
  return (text ?? '')
    .split(',')
    .filter(Boolean)
    .map((part) =>
      part.startsWith('-') ? { field: part.slice(1), down: true } : { field: part, down: false },
    );
}

export function writeSort(sorts: Sort[]): string | undefined {
  return sorts.length > 0
    ? sorts.map((sort) => (sort.down ? `-${sort.field}` : sort.field)).join(',')
    : undefined;
}

/** A click on a header: up, down, not at all. With shift the other columns keep their part in the order. */
export function cycle(sorts: Sort[], field: string, more: boolean): Sort[] {
  const held = sorts.find((sort) => sort.field === field);
  const next: Sort | null = !held
    ? { field, down: false }
    : held.down
      ? null
      : { field, down: true };
  if (!more) return next ? [next] : [];
  if (!held) return [...sorts, { field, down: false }];
  return sorts.flatMap((sort) => (sort.field === field ? (next ?? []) : sort));
}
