import createClient, { type Middleware } from 'openapi-fetch';
import { Problem } from './problem';
import type { paths } from './schema';

export const BASE = '/api/v1';

export type Answer<T> = {
  data: T;
  /** Id of the event that this write made; `undo` takes it. */
  event: string | null;
  /** Id of the batch that this write made; `undo` takes it. */
  batch: string | null;
};

type Listener = (problem: Problem) => void;
const listeners = new Set<Listener>();

/** Told of every refusal; the shell uses it to notice that the session has ended. */
export function onProblem(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Every answer that is no success becomes a `Problem`, and so does no answer at all. */
const problems: Middleware = {
  async onResponse({ response }) {
    if (response.ok) return undefined;
    const retry = Number(response.headers.get('Retry-After'));
    const problem = new Problem(
      response.status,
      parse(await response.text()),
      Number.isFinite(retry) && retry > 0 ? retry : null,
    );
    for (const listener of listeners) listener(problem);
    throw problem;
  },
  onError({ error }) {
    if (error instanceof Problem) return error;
    if (error instanceof DOMException && error.name === 'AbortError') return error;
    return new Problem(0, { code: 'offline' });
  },
};

/** The client of every call in the OpenAPI document; paths, bodies and answers are checked against it. */
export const http = createClient<paths>({
  baseUrl: '',
  credentials: 'same-origin',
  // Looked up at each call, so that tests can put their own in its place.
  fetch: (request) => globalThis.fetch(request),
});
http.use(problems);

/** Changes that have begun and whose answer is not here yet. */
const underway = new Set<Promise<unknown>>();

/** A change that has begun, also when it waits for something before it is sent. */
export function onItsWay<T>(work: Promise<T>): Promise<T> {
  underway.add(work);
  void work.catch(() => undefined).finally(() => underway.delete(work));
  return work;
}

/** When every change begun so far has its answer, and whoever waited for that has noted it. */
export async function allAnswered(): Promise<void> {
  while (underway.size > 0) {
    await Promise.allSettled(underway);
    await new Promise((noted) => setTimeout(noted));
  }
}

type Fetched<T> = Promise<{ data?: T; response: Response }>;

/** The body of an answer with what is needed to take the change back. */
export function answerOf<T>(fetched: Fetched<T>): Promise<Answer<T>> {
  return onItsWay(
    fetched.then(({ data, response }) => ({
      data: data as T,
      event: response.headers.get('Kith-Event'),
      batch: response.headers.get('Kith-Batch'),
    })),
  );
}

export type Query = Record<string, string | number | boolean | undefined | null>;

/** The address of something that the browser fetches by itself: a download. */
export function address(path: string, query?: Query): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null) search.set(key, String(value));
  }
  const text = search.toString();
  return text ? `${BASE}${path}?${text}` : `${BASE}${path}`;
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

type Send = {
  query?: Query;
  body?: unknown;
  signal?: AbortSignal;
  /** Sent as it is, for uploads. */
  raw?: BodyInit;
};

/** A call by hand, with the same handling of refusals. */
export async function send<T>(
  method: string,
  path: string,
  options: Send = {},
): Promise<Answer<T>> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  let body = options.raw;
  if (options.body !== undefined) {
    headers['Content-Type'] = 'application/json';
    body = JSON.stringify(options.body);
  }
  let response: Response;
  try {
    response = await fetch(address(path, options.query), {
      method,
      headers,
      body,
      signal: options.signal,
      credentials: 'same-origin',
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Problem(0, { code: 'offline' });
  }
  if (!response.ok) {
    const problem = new Problem(response.status, parse(await response.text()));
    for (const listener of listeners) listener(problem);
    throw problem;
  }
  return {
    data: (response.status === 204 ? undefined : await response.json()) as T,
    event: response.headers.get('Kith-Event'),
    batch: response.headers.get('Kith-Batch'),
  };
}
