import { Problem } from './problem';

export type Query = Record<string, string | number | boolean | undefined | null>;

export type Answer<T> = {
  data: T;
  /** Id of the event that this write made; `undo` takes it. */
  event: string | null;
  /** Id of the batch that this write made; `undo` takes it. */
  batch: string | null;
};

export type Send = {
  query?: Query;
  body?: unknown;
  signal?: AbortSignal;
  /** Sent as it is, for uploads. */
  raw?: BodyInit;
  headers?: Record<string, string>;
};

export const BASE = '/api/v1';

export function address(path: string, query?: Query): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null) search.set(key, String(value));
  }
  const text = search.toString();
  return text ? `${BASE}${path}?${text}` : `${BASE}${path}`;
}

type Listener = (problem: Problem) => void;
const listeners = new Set<Listener>();

/** Told of every refusal; the shell uses it to notice that the session has ended. */
export function onProblem(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export async function send<T>(
  method: string,
  path: string,
  options: Send = {},
): Promise<Answer<T>> {
  const headers: Record<string, string> = { Accept: 'application/json', ...options.headers };
  let body: BodyInit | undefined = options.raw;
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
    const text = await response.text();
    const retry = Number(response.headers.get('Retry-After'));
    const problem = new Problem(
      response.status,
      parse(text),
      Number.isFinite(retry) && retry > 0 ? retry : null,
    );
    for (const listener of listeners) listener(problem);
    throw problem;
  }
  const data = response.status === 204 ? undefined : await response.json();
  return {
    data: data as T,
    event: response.headers.get('Kith-Event'),
    batch: response.headers.get('Kith-Batch'),
  };
}

function parse(text: string): Record<string, unknown> {
  try {
    const value = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
