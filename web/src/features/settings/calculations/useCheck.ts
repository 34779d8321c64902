import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { asProblem } from '@/api/problem';
import type { Money, ProblemItem } from '@/api/types';
import { readDecimal } from '@/fields/shared/numbers';
import { useFormat } from '@/i18n/format';
import { calculations } from '@/records/calculations/wire';
import { type Draft, definitionOf } from './draft';

export type Checked = {
  /** Nothing is wrong with the draft as it stands. */
  fits: boolean;
  problems: readonly ProblemItem[];
  /** What each case comes to. */
  cases: readonly (Money | null | undefined)[];
  /** What the try-out comes to. */
  price: Money | null;
  trial: readonly ProblemItem[];
};

/** What the server says about a draft, a moment after the last key. Nothing is kept. */
export function useCheck(key: string, draft: Draft, tried: Record<string, string>): Checked {
  const { locale } = useFormat();
  const number = (text: string | undefined) =>
    text?.trim() ? (readDecimal(text, locale) ?? undefined) : undefined;
  const parameters = Object.fromEntries(
    draft.parameters.flatMap(({ id, key: name, kind }) => {
      const value = (tried[id] ?? '').trim();
      if (value === '') return [];
      return [[name, kind === 'number' ? (readDecimal(value, locale) ?? value) : value] as const];
    }),
  );
  const asked = JSON.stringify({
    definition: definitionOf(draft, locale),
    trial: { parameters, price: number(tried.price), quantity: number(tried.quantity) },
  });
  const [settled, setSettled] = useState(asked);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(asked), 200);
    return () => clearTimeout(timer);
  }, [asked]);
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: ['calculations', 'check', key, settled],
    queryFn: ({ signal }) => calculations.check(key, JSON.parse(settled), signal),
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 10_000,
  });
  if (error) {
    return { fits: false, problems: asProblem(error).problems, cases: [], price: null, trial: [] };
  }
  const problems = (data?.problems ?? []) as readonly ProblemItem[];
  const current = settled === asked && !isPlaceholderData;
  return {
    fits: data !== undefined && problems.length === 0 && current,
    // What is being filled in was empty a moment ago.
    problems: current ? problems : problems.filter(({ code }) => code !== 'required'),
    cases: data?.cases ?? [],
    price: data?.price ?? null,
    trial: (data?.trial_problems ?? []) as readonly ProblemItem[],
  };
}
