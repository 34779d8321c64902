import type { AggregateQuery, FilterNode, RecordQuery } from './types';

/**
 * Keys of the query cache. Everything that shows records of an object begins with `['records', object]` or
 * `['record', object, id]`; what shows figures over an object begins with `['figures', object]`; a live change
 * invalidates by these prefixes, so keep to them.
 */
export const keys = {
  session: ['session'] as const,
  setup: ['setup'] as const,
  catalogue: ['catalogue'] as const,
  users: ['users'] as const,
  teams: ['teams'] as const,
  tokens: ['tokens'] as const,
  records: (object: string) => ['records', object] as const,
  page: (object: string, query: RecordQuery) => ['records', object, 'page', query] as const,
  record: (object: string, id: string) => ['record', object, id] as const,
  timeline: (object: string, id: string) => ['timeline', object, id] as const,
  aggregate: (object: string, query: AggregateQuery) =>
    ['figures', object, 'aggregate', query] as const,
  board: (pipeline: string, filter?: FilterNode) =>
    ['figures', 'deal', 'board', pipeline, filter] as const,
  cohorts: (query: unknown) => ['figures', 'deal', 'cohorts', query] as const,
  reactions: (query: unknown) => ['figures', 'lead', 'reactions', query] as const,
  funnel: (query: unknown) => ['figures', 'deal', 'funnel', query] as const,
  objections: (query: unknown) => ['figures', 'deal', 'objections', query] as const,
  imports: ['imports'] as const,
  roles: ['roles'] as const,
  preferences: ['preferences'] as const,
  workspace: ['workspace'] as const,
  notifications: ['notifications'] as const,
  feed: ['feed'] as const,
  today: ['today'] as const,
  pipelines: ['pipelines'] as const,
};
