import type { ProblemItem, Rec } from './types';

/** An answer of the server that is not a success, or no answer at all (`offline`). */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly problems: ProblemItem[];
  readonly requestId: string | null;
  /** With `version_conflict`: the record as it is now. */
  readonly record: Rec | null;
  /** With `duplicate`: the records that match. */
  readonly matches: { object: string; id: string; label: string }[];
  readonly retryAfter: number | null;

  constructor(status: number, body: Record<string, unknown>, retryAfter: number | null = null) {
    super(String(body.code ?? `http_${status}`));
    this.name = 'Problem';
    this.status = status;
    this.code = String(body.code ?? `http_${status}`);
    this.problems = (body.problems as ProblemItem[] | undefined) ?? [];
    this.requestId = (body.request_id as string | undefined) ?? null;
    this.record = (body.record as Rec | undefined) ?? null;
    this.matches = (body.matches as { object: string; id: string; label: string }[]) ?? [];
    this.retryAfter = retryAfter;
  }
}

/** The field that a problem is about, of one that names a value within it: `emails[1]`. */
export function fieldIn(path: string): string {
  return path.replace(/\[.*$/, '');
}

export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem(0, { code: 'offline' });
}

/** What the server would say of a file larger than it takes: it need not be sent to know that. */
export function fileTooLarge(limit: number): Problem {
  const problems = [{ field: 'file', code: 'file_too_large', params: { limit } }];
  return new Problem(413, { code: 'too_large', problems });
}
