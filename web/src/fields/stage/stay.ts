import { asList } from '../shared/filters';

/** When a record came to a stage or went from it. */
export type Span = { from?: string; to?: string };

/** The stages that a condition names, and the span of time when it is about the history of stages. */
export function stayOf(value: unknown): { stages: string[]; span?: Span } {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { stages: asList(value) };
  const { stages, ...span } = value as Span & { stages?: unknown };
  return { stages: asList(stages), span };
}
