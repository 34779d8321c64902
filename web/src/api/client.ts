import { address, send } from './http';
import { learn } from './labels';
import type {
  AggregateQuery,
  AggregateResult,
  Board,
  BulkResult,
  Catalogue,
  FieldValue,
  FilterNode,
  Funnel,
  FunnelQuery,
  Hit,
  ImportFile,
  ImportMapping,
  ImportPreview,
  ImportRun,
  Language,
  Page,
  Rec,
  RecordQuery,
  Refs,
  Session,
  Team,
  Timeline,
  TimelineEntry,
  Token,
  User,
} from './types';

type Values = Record<string, FieldValue>;
type WithRefs = { refs?: Refs };

/** Every answer that carries labels of linked records teaches them to the label cache. */
async function read<T>(promise: Promise<{ data: T }>): Promise<T> {
  const { data } = await promise;
  learn((data as WithRefs).refs);
  return data;
}

const enc = encodeURIComponent;
const one = (object: string, id: string) => `/records/${enc(object)}/${enc(id)}`;

export const api = {
  session: {
    get: () => read(send<Session>('GET', '/session')),
    create: (body: { email: string; password: string }) =>
      read(send<Session>('POST', '/session', { body })),
    end: () => send<void>('DELETE', '/session'),
    update: (body: { name?: string; language?: Language; time_zone?: string }) =>
      read(send<Session>('PATCH', '/session', { body })),
    password: (body: { current: string; new: string }) =>
      send<void>('POST', '/session/password', { body }),
  },
  setup: {
    state: () => read(send<{ needed: boolean }>('GET', '/setup')),
    run: (body: {
      name: string;
      email: string;
      password: string;
      language: Language;
      currency: string;
      time_zone: string;
      workspace_name?: string;
      country?: string;
      sample?: boolean;
    }) => read(send<Session>('POST', '/setup', { body })),
  },
  catalogue: () => read(send<Catalogue>('GET', '/catalogue')),
  users: () =>
    read(send<User[] | { users: User[] }>('GET', '/users')).then((answer) =>
      Array.isArray(answer) ? answer : answer.users,
    ),
  teams: () =>
    read(send<Team[] | { teams: Team[] }>('GET', '/teams')).then((answer) =>
      Array.isArray(answer) ? answer : answer.teams,
    ),
  tokens: {
    list: () =>
      read(send<Token[] | { tokens: Token[] }>('GET', '/tokens')).then((answer) =>
        Array.isArray(answer) ? answer : answer.tokens,
      ),
    create: (body: { name: string; expires_at?: string }) =>
      read(send<Token>('POST', '/tokens', { body })),
    remove: (id: string) => send<void>('DELETE', `/tokens/${enc(id)}`),
  },
  records: {
    query: (object: string, body: RecordQuery, signal?: AbortSignal) =>
      read(send<Page>('POST', `/records/${enc(object)}/query`, { body, signal })),
    aggregate: (object: string, body: AggregateQuery, signal?: AbortSignal) =>
      read(send<AggregateResult>('POST', `/records/${enc(object)}/aggregate`, { body, signal })),
    get: (object: string, id: string, signal?: AbortSignal) =>
      read(send<Rec & WithRefs>('GET', one(object, id), { signal })),
    create: (object: string, fields: Values, onDuplicate: 'refuse' | 'allow' = 'refuse') =>
      send<Rec & WithRefs>('POST', `/records/${enc(object)}`, {
        body: { fields, on_duplicate: onDuplicate },
      }),
    update: (object: string, id: string, fields: Values, version?: number) =>
      send<Rec & WithRefs>('PATCH', one(object, id), { body: { fields, version } }),
    remove: (object: string, id: string) => send<void>('DELETE', one(object, id)),
    restore: (object: string, id: string) => send<Rec>('POST', `${one(object, id)}/restore`),
    verb: (object: string, id: string, verb: string, params: Record<string, unknown> = {}) =>
      send<Rec & WithRefs>('POST', `${one(object, id)}/verbs/${enc(verb)}`, { body: params }),
    bulk: (
      object: string,
      body: {
        ids?: string[];
        filter?: FilterNode;
        set?: Values;
        verb?: string;
        params?: Record<string, unknown>;
        dry_run?: boolean;
      },
    ) => send<BulkResult>('POST', `/records/${enc(object)}/bulk`, { body }),
    timeline: (object: string, id: string, cursor?: string) =>
      read(send<Timeline>('GET', `${one(object, id)}/timeline`, { query: { cursor } })),
    exportAddress: (
      object: string,
      query: { format: 'csv' | 'xlsx'; filter?: FilterNode; sort?: string; fields?: string[] },
    ) =>
      address(`/records/${enc(object)}/export`, {
        format: query.format,
        filter: query.filter ? JSON.stringify(query.filter) : undefined,
        sort: query.sort,
        fields: query.fields?.join(','),
      }),
  },
  notes: {
    create: (object: string, id: string, text: string) =>
      send<TimelineEntry>('POST', `${one(object, id)}/notes`, { body: { text } }),
    update: (id: string, text: string) =>
      send<TimelineEntry>('PATCH', `/notes/${enc(id)}`, { body: { text } }),
    remove: (id: string) => send<void>('DELETE', `/notes/${enc(id)}`),
  },
  undo: (what: { event: string } | { batch: string }) =>
    send<{ undone: number; event?: string; batch?: string }>('POST', '/undo', { body: what }),
  search: (q: string, objects?: string[], limit = 20, signal?: AbortSignal) =>
    read(
      send<{ hits: Hit[] }>('GET', '/search', {
        query: { q, objects: objects?.join(','), limit },
        signal,
      }),
    ),
  board: (
    pipeline: string,
    query: { filter?: FilterNode; limit?: number; stage?: string; cursor?: string },
    signal?: AbortSignal,
  ) =>
    read(
      send<Board>('GET', `/boards/${enc(pipeline)}`, {
        query: { ...query, filter: query.filter ? JSON.stringify(query.filter) : undefined },
        signal,
      }),
    ),
  funnel: (query: FunnelQuery, signal?: AbortSignal) =>
    read(send<Funnel>('POST', '/insight/funnel', { body: query, signal })),
  imports: {
    list: () =>
      read(send<ImportRun[] | { imports: ImportRun[] }>('GET', '/imports')).then((answer) =>
        Array.isArray(answer) ? answer : answer.imports,
      ),
    upload: (file: File) => {
      const form = new FormData();
      form.append('file', file, file.name);
      return read(send<ImportFile>('POST', '/imports', { raw: form }));
    },
    get: (id: string) => read(send<ImportRun & Partial<ImportFile>>('GET', `/imports/${enc(id)}`)),
    preview: (id: string, mapping: ImportMapping, signal?: AbortSignal) =>
      read(
        send<ImportPreview>('POST', `/imports/${enc(id)}/preview`, { body: { mapping }, signal }),
      ),
    run: (id: string, mapping: ImportMapping) =>
      read(send<ImportRun>('POST', `/imports/${enc(id)}/run`, { body: { mapping } })),
    rejectedAddress: (id: string) => address(`/imports/${enc(id)}/rejected`),
  },
};
