import type { BulkResult, ProblemItem } from '@/api/types';

/** One thing that keeps deals from a stage, and how many of them. */
export type Lack = {
  key: string;
  item: ProblemItem;
  deals: number;
};

/** What keeps deals from a stage, by what it is: what keeps most of them first. */
export function lacksOf(result: BulkResult | undefined): Lack[] {
  const found = new Map<string, Lack>();
  for (const one of result?.results ?? []) {
    if (one.ok) continue;
    const problems: ProblemItem[] = one.problems?.length
      ? (one.problems as ProblemItem[])
      : [{ code: one.code ?? 'invalid' }];
    for (const key of new Set(problems.map(keyOf))) {
      const item = problems.find((other) => keyOf(other) === key);
      const held = found.get(key);
      if (held) held.deals += 1;
      else if (item) found.set(key, { key, item, deals: 1 });
    }
  }
  return [...found.values()].sort((a, b) => b.deals - a.deals);
}

/** Deals come from several stages: the item of a checklist is the same whatever stage asks for it. */
const keyOf = ({ code, field, params }: ProblemItem) =>
  [code, field ?? '', code === 'checklist' ? String(params?.item ?? '') : ''].join(' ');

/** Whether one value can be given for all deals that lack it: what is theirs, not their companies' and people's. */
export function isCommon({ code, field }: ProblemItem): boolean {
  if (code === 'checklist') return true;
  if (code === 'unknown_option') return field === 'outcome_reason';
  return code === 'required' && Boolean(field) && !field?.includes('.');
}
