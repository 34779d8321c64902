import { type Answer, address, answerOf, http } from './http';
import { learn } from './labels';
import type {
  AggregateQuery,
  AggregateResult,
  Board,
  Catalogue,
  CohortQuery,
  Cohorts,
  FieldValue,
  FilterNode,
  FunnelQuery,
  ImportMapping,
  Language,
  Page,
  ReactionFigures,
  ReactionQuery,
  Rec,
  RecAnswer,
  RecordQuery,
  Refs,
  Timeline,
  TimelineEntry,
} from './types';

type Values = Record<string, FieldValue>;

/** The body alone; labels in it are taught to the label cache. */
async function read<T>(fetched: Promise<{ data?: T; response: Response }>): Promise<T> {
  const { data } = await fetched;
  learn((data as { refs?: Refs } | undefined)?.refs);
  return data as T;
}

/** The document says "a value" where the UI knows more; this is the one place where that is believed. */
async function as<T>(promise: Promise<unknown>): Promise<T> {
  return (await promise) as T;
}

const json = (filter: FilterNode | undefined | null) =>
  filter ? JSON.stringify(filter) : undefined;

const records = {
  query: (object: string, { sort, ...query }: RecordQuery, signal?: AbortSignal) =>
    as<Page>(
      read(
        http.POST('/api/v1/records/{object}/query', {
          params: { path: { object } },
          body: { ...query, sort: sort ? sort.split(',') : undefined },
          signal,
        }),
      ),
    ),
  aggregate: (object: string, body: AggregateQuery, signal?: AbortSignal) =>
    as<AggregateResult>(
      read(
        http.POST('/api/v1/records/{object}/aggregate', {
          params: { path: { object } },
          body,
          signal,
        }),
      ),
    ),
  get: (object: string, id: string, signal?: AbortSignal) =>
    as<RecAnswer>(
      read(http.GET('/api/v1/records/{object}/{id}', { params: { path: { object, id } }, signal })),
    ),
  /** `set` is what a deal's stage asks for of the company and contact that it names. */
  create: (
    object: string,
    fields: Values,
    on_duplicate: 'refuse' | 'allow' = 'refuse',
    set: Values = {},
  ) =>
    as<Answer<RecAnswer>>(
      answerOf(
        http.POST('/api/v1/records/{object}', {
          params: { path: { object } },
          body: { fields, on_duplicate, ...(Object.keys(set).length > 0 && { set }) },
        }),
      ),
    ),
  update: (object: string, id: string, fields: Values, version?: number) =>
    as<Answer<RecAnswer>>(
      answerOf(
        http.PATCH('/api/v1/records/{object}/{id}', {
          params: { path: { object, id } },
          body: { fields, version },
        }),
      ),
    ),
  remove: (object: string, id: string) =>
    answerOf(http.DELETE('/api/v1/records/{object}/{id}', { params: { path: { object, id } } })),
  restore: (object: string, id: string) =>
    as<Answer<RecAnswer>>(
      answerOf(
        http.POST('/api/v1/records/{object}/{id}/restore', { params: { path: { object, id } } }),
      ),
    ),
  destroy: (object: string, id: string, version?: number) =>
    answerOf(
      http.POST('/api/v1/records/{object}/{id}/destroy', {
        params: { path: { object, id } },
        body: { version },
      }),
    ),
  verb: (object: string, id: string, verb: string, body: Record<string, unknown> = {}) =>
    as<Answer<RecAnswer>>(
      answerOf(
        http.POST('/api/v1/records/{object}/{id}/verbs/{verb}', {
          params: { path: { object, id, verb } },
          body,
        }),
      ),
    ),
  bulk: (
    object: string,
    body: {
      ids?: string[];
      filter?: FilterNode;
      /** Records each with values of its own. */
      changes?: { id: string; version?: number; set: Values }[];
      set?: Values;
      /** Options to put into lists and to take out of them. */
      add?: Record<string, string[]>;
      remove?: Record<string, string[]>;
      verb?: string;
      params?: Record<string, unknown>;
      dry_run?: boolean;
    },
  ) => answerOf(http.POST('/api/v1/records/{object}/bulk', { params: { path: { object } }, body })),
  timeline: (object: string, id: string, cursor?: string) =>
    as<Timeline>(
      read(
        http.GET('/api/v1/records/{object}/{id}/timeline', {
          params: { path: { object, id }, query: { cursor } },
        }),
      ),
    ),
  /** The file of records picked one by one, for which an address has no room. */
  exportPicked: async (
    object: string,
    { sort, ...body }: { format: 'csv' | 'xlsx'; ids: string[]; sort?: string; fields?: string[] },
  ): Promise<Blob> => {
    const { data } = await http.POST('/api/v1/records/{object}/export', {
      params: { path: { object } },
      body: { ...body, sort: sort ? sort.split(',') : undefined },
      parseAs: 'blob',
    });
    return data as unknown as Blob;
  },
  exportAddress: (
    object: string,
    query: { format: 'csv' | 'xlsx'; filter?: FilterNode; sort?: string; fields?: string[] },
  ) =>
    address(`/records/${encodeURIComponent(object)}/export`, {
      format: query.format,
      filter: json(query.filter),
      sort: query.sort,
      fields: query.fields?.join(','),
    }),
};

const imports = {
  list: async () => (await read(http.GET('/api/v1/imports'))).imports,
  get: (id: string) => read(http.GET('/api/v1/imports/{id}', { params: { path: { id } } })),
  preview: (id: string, mapping: ImportMapping, signal?: AbortSignal) =>
    read(
      http.POST('/api/v1/imports/{id}/preview', {
        params: { path: { id } },
        body: { mapping },
        signal,
      }),
    ),
  run: (id: string, mapping: ImportMapping) =>
    read(http.POST('/api/v1/imports/{id}/run', { params: { path: { id } }, body: { mapping } })),
  rejectedAddress: (id: string) => address(`/imports/${encodeURIComponent(id)}/rejected`),
};

/** Every call of the server, by what it is about. Writes answer with the event that `undo` takes. */
export const api = {
  session: {
    get: () => read(http.GET('/api/v1/session')),
    create: (body: { email: string; password: string }) =>
      read(http.POST('/api/v1/session', { body })),
    end: () => answerOf(http.DELETE('/api/v1/session')),
    update: (body: { name?: string; language?: Language; time_zone?: string }) =>
      read(http.PATCH('/api/v1/session', { body })),
    password: (body: { current: string; new: string }) =>
      answerOf(http.POST('/api/v1/session/password', { body })),
  },
  setup: {
    state: () => read(http.GET('/api/v1/setup')),
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
      trade?: string;
    }) => read(http.POST('/api/v1/setup', { body })),
    trades: async () => (await read(http.GET('/api/v1/setup/trades'))).trades,
  },
  /** Fields that the workspace has put away are left out here, and so everywhere. */
  catalogue: async (): Promise<Catalogue> => {
    const answer = await read(http.GET('/api/v1/catalogue'));
    const objects = answer.objects.map((object) => ({
      ...object,
      fields: object.fields.filter((field) => !field.hidden),
    }));
    return { ...answer, objects } as Catalogue;
  },
  users: async () => (await read(http.GET('/api/v1/users'))).users,
  teams: async () => (await read(http.GET('/api/v1/teams'))).teams,
  tokens: {
    list: async () => (await read(http.GET('/api/v1/tokens'))).tokens,
    create: (body: { name: string; expires_at?: string }) =>
      read(http.POST('/api/v1/tokens', { body })),
    remove: (id: string) =>
      answerOf(http.DELETE('/api/v1/tokens/{id}', { params: { path: { id } } })),
  },
  records,
  notes: {
    create: (object: string, id: string, text: string) =>
      as<Answer<TimelineEntry>>(
        answerOf(
          http.POST('/api/v1/records/{object}/{id}/notes', {
            params: { path: { object, id } },
            body: { text },
          }),
        ),
      ),
    update: (id: string, text: string) =>
      answerOf(http.PATCH('/api/v1/notes/{id}', { params: { path: { id } }, body: { text } })),
    remove: (id: string) =>
      answerOf(http.DELETE('/api/v1/notes/{id}', { params: { path: { id } } })),
  },
  undo: (body: { event: string } | { batch: string }) =>
    answerOf(http.POST('/api/v1/undo', { body })),
  /** When the tasks that repeat come again, from now on. */
  occurrences: (
    body: { from: string; to: string; filter?: FilterNode },
    signal?: AbortSignal,
  ): Promise<{ occurrences: { task: string; at: string }[]; tasks: Rec[]; more: boolean }> =>
    as(read(http.POST('/api/v1/calendar/occurrences', { body, signal }))),
  search: (q: string, objects?: string[], limit = 20, signal?: AbortSignal) =>
    read(
      http.GET('/api/v1/search', {
        params: { query: { q, objects: objects?.join(','), limit } },
        signal,
      }),
    ),
  board: (
    pipeline: string,
    query: { filter?: FilterNode; limit?: number; stage?: string; cursor?: string },
    signal?: AbortSignal,
  ) =>
    as<Board>(
      read(
        http.GET('/api/v1/boards/{id}', {
          params: { path: { id: pipeline }, query: { ...query, filter: json(query.filter) } },
          signal,
        }),
      ),
    ),
  funnel: (body: FunnelQuery, signal?: AbortSignal) =>
    read(http.POST('/api/v1/insight/funnel', { body, signal })),
  cohorts: (body: CohortQuery, signal?: AbortSignal) =>
    as<Cohorts>(read(http.POST('/api/v1/insight/cohorts', { body, signal }))),
  reactions: (body: ReactionQuery, signal?: AbortSignal) =>
    as<ReactionFigures>(read(http.POST('/api/v1/insight/reactions', { body, signal }))),
  imports,
};
